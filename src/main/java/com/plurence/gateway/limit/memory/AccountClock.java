package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Dimension.Window;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The time of one account, in which it never steps back: while the clock is a little behind what it
 * was, time stands still. Days and months are numbered, UTC. In the monitor of the account.
 */
final class AccountClock {
  static final long SECOND = 1_000;
  static final long MINUTE = 60 * SECOND;
  static final long DAY = 24 * 60 * MINUTE;

  private long shown = Long.MIN_VALUE;
  private long millis = Long.MIN_VALUE;
  private long second;
  private long day;
  private long month;
  private long monthBegins;
  private long monthEnds;

  /**
   * The clock shows {@code now}, in milliseconds since 1970.
   *
   * @return false if it is so far behind that it must have been wrong; then time does step back
   */
  boolean show(long now) {
    boolean right = now >= millis - MINUTE || millis == Long.MIN_VALUE;
    shown = now;
    if (now > millis || !right) {
      millis = now;
      second = Math.floorDiv(now, SECOND);
      day = Math.floorDiv(now, DAY);
      if (now < monthBegins || now >= monthEnds) {
        turn();
      }
    }
    return right;
  }

  private void turn() {
    YearMonth now = YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    month = now.getYear() * 12L + now.getMonthValue() - 1;
    monthBegins = beginOf(month);
    monthEnds = beginOf(month + 1);
  }

  /** Since 1970. */
  long millis() {
    return millis;
  }

  /** Since 1970. */
  long second() {
    return second;
  }

  /** The number of the day or month. */
  long period(Window window) {
    return window == Window.DAY ? day : month;
  }

  /** The milliseconds from what the clock shows to {@code instant}, in milliseconds since 1970. */
  long until(long instant) {
    return instant - shown;
  }

  /** When the day or month {@code period} is over. */
  static long endOf(Window window, long period) {
    return window == Window.DAY ? (period + 1) * DAY : beginOf(period + 1);
  }

  /** Of this day or month, in milliseconds. */
  long lengthOf(Window window) {
    return window == Window.DAY ? DAY : monthEnds - monthBegins;
  }

  /** When what {@code window} counts at {@code millis} is gone at the latest; 0 if unknown. */
  static long resetsAt(Window window, long millis) {
    return switch (window) {
      case MINUTE -> millis + MINUTE;
      case DAY -> endOf(window, Math.floorDiv(millis, DAY));
      case MONTH -> {
        YearMonth month = YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
        yield beginOf(month.getYear() * 12L + month.getMonthValue());
      }
      case NOW -> 0;
    };
  }

  private static long beginOf(long month) {
    return YearMonth.of((int) Math.floorDiv(month, 12), Math.floorMod(month, 12) + 1)
        .atDay(1)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC)
        .toEpochMilli();
  }
}
