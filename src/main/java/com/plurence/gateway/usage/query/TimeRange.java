package com.plurence.gateway.usage.query;

import java.time.Instant;
import java.time.ZoneId;

/**
 * A stretch of time.
 *
 * @param from its first millisecond since 1970
 * @param to the first after it
 */
public record TimeRange(long from, long to) {
  private static final long HOUR = 3_600_000;

  /** From {@code from} to {@code to}, widened to whole hours as {@code zone} has them. */
  public static TimeRange inWholeHours(long from, long to, ZoneId zone) {
    return new TimeRange(from, to).widened(zone);
  }

  /**
   * The same, widened so that it begins and ends with whole hours as {@code zone} has them. What
   * ends with a whole hour already is not made longer.
   */
  TimeRange widened(ZoneId zone) {
    long last = Math.max(from, to - 1);
    return new TimeRange(startOfHour(from, zone), startOfHour(last, zone) + HOUR);
  }

  private static long startOfHour(long time, ZoneId zone) {
    long offset = zone.getRules().getOffset(Instant.ofEpochMilli(time)).getTotalSeconds() * 1000L;
    return Math.max(0, Math.floorDiv(time + offset, HOUR) * HOUR - offset);
  }

  /** How many milliseconds it lasts. */
  public long length() {
    return to - from;
  }
}
