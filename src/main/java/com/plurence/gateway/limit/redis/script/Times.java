package com.plurence.gateway.limit.redis.script;

import com.plurence.gateway.limit.Dimension.Window;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Numbers of seconds, lapses, days and months, as the scripts count them; all UTC. */
public final class Times {
  public static final long SECONDS_OF_WINDOW = 60;
  public static final long SECONDS_OF_DAY = 86_400;
  private static final long LAPSE = 5;
  private static final long LAPSES = 8;

  private Times() {}

  /** The slot in which what is taken in {@code second} lapses. */
  public static long lapse(long second) {
    return Math.floorDiv(second, LAPSE) + LAPSES - 1;
  }

  /** Whether what lapses in {@code slot} is still held in {@code second}. */
  public static boolean isHeld(long slot, long second) {
    return slot > lapse(second) - LAPSES;
  }

  public static long day(long second) {
    return Math.floorDiv(second, SECONDS_OF_DAY);
  }

  /** Since the year 0. */
  public static long month(long second) {
    YearMonth month = monthOf(second);
    return month.getYear() * 12L + month.getMonthValue() - 1;
  }

  private static YearMonth monthOf(long second) {
    return YearMonth.from(Instant.ofEpochSecond(second).atOffset(ZoneOffset.UTC));
  }

  /** When what counts in {@code window} at {@code millis} is back at the latest; 0 if unknown. */
  public static long resetsAt(Window window, long millis) {
    long second = Math.floorDiv(millis, 1_000);
    return switch (window) {
      case MINUTE -> millis + SECONDS_OF_WINDOW * 1_000;
      case DAY -> (day(second) + 1) * SECONDS_OF_DAY * 1_000;
      case MONTH ->
          monthOf(second)
              .plusMonths(1)
              .atDay(1)
              .atStartOfDay()
              .toInstant(ZoneOffset.UTC)
              .toEpochMilli();
      case NOW -> 0;
    };
  }
}
