package com.plurence.gateway.usage.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * A range cut into hours, days or months as a time zone has them: a day is 23 hours long when
 * summer time begins, and an hour of some zones begins in the middle of one of UTC. They are
 * numbered from 0 on. The first begins with the hour, day or month that the range begins in, even
 * before it.
 *
 * @param runs in their order and without gaps
 * @param range what was cut
 */
public record Intervals(List<Run> runs, TimeRange range) {
  private static final long HOUR = 3_600_000;

  public Intervals {
    runs = List.copyOf(runs);
  }

  /**
   * Intervals of the same length that follow one another.
   *
   * @param from the first millisecond of the first
   * @param length milliseconds of each
   * @param count how many
   * @param first the number of the first
   */
  public record Run(long from, long length, int count, int first) {
    /** The first millisecond after the last. */
    public long to() {
      return from + length * count;
    }
  }

  /** Cuts {@code range}, which holds at least a millisecond. */
  public static Intervals of(Interval interval, ZoneId zone, TimeRange range) {
    Cut cut = new Cut();
    switch (interval) {
      case NONE -> cut.add(range.from(), range.to());
      case HOUR -> hours(zone.getRules(), range, cut);
      case DAY -> days(zone, range, cut);
      case MONTH -> months(zone, range, cut);
    }
    return new Intervals(cut.runs, range);
  }

  /** How many there are. */
  public int count() {
    Run last = runs.get(runs.size() - 1);
    return last.first() + last.count();
  }

  /** The first millisecond of the interval of that number. */
  public long start(int number) {
    for (Run run : runs) {
      if (number < run.first() + run.count()) {
        return run.from() + (number - run.first()) * run.length();
      }
    }
    throw new IndexOutOfBoundsException(number);
  }

  /** The number of the interval that holds {@code time}, which is in none that is not there. */
  public int at(long time) {
    for (Run run : runs) {
      if (time < run.to()) {
        return run.first() + (int) ((time - run.from()) / run.length());
      }
    }
    throw new IndexOutOfBoundsException("no interval holds " + time);
  }

  /** Hours count from the last change of the zone's offset, and end with the next. */
  private static void hours(ZoneRules rules, TimeRange range, Cut cut) {
    long at = range.from();
    while (at < range.to()) {
      Instant now = Instant.ofEpochMilli(at);
      long offset = rules.getOffset(now).getTotalSeconds() * 1000L;
      long lastChange = change(rules.previousTransition(now.plusMillis(1)), at - HOUR);
      long start = Math.max(at - Math.floorMod(at + offset, HOUR), lastChange);
      long change = change(rules.nextTransition(now), Long.MAX_VALUE);
      long whole = at + HOUR - Math.floorMod(at + offset, HOUR);
      long end = Math.min(whole, change);
      cut.add(start, end);
      long hours = Math.max(0, (Math.min(change, range.to() + HOUR - 1) - end) / HOUR);
      cut.add(end, HOUR, (int) hours);
      at = end + hours * HOUR;
    }
  }

  private static long change(ZoneOffsetTransition transition, long none) {
    return transition == null ? none : transition.toEpochSecond() * 1000;
  }

  private static void days(ZoneId zone, TimeRange range, Cut cut) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(range.from()), zone);
    long start = start(day, zone);
    while (start < range.to()) {
      day = day.plusDays(1);
      long next = start(day, zone);
      if (next > start) {
        cut.add(start, next);
      }
      start = next;
    }
  }

  private static void months(ZoneId zone, TimeRange range, Cut cut) {
    LocalDate month =
        LocalDate.ofInstant(Instant.ofEpochMilli(range.from()), zone).withDayOfMonth(1);
    long start = start(month, zone);
    while (start < range.to()) {
      month = month.plusMonths(1);
      long next = start(month, zone);
      cut.add(start, next);
      start = next;
    }
  }

  private static long start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().toEpochMilli();
  }

  /** Collects intervals, and joins those of the same length to runs. */
  private static final class Cut {
    final List<Run> runs = new ArrayList<>();

    void add(long from, long to) {
      add(from, to - from, 1);
    }

    void add(long from, long length, int count) {
      if (count == 0 || length == 0) {
        return;
      }
      Run last = runs.isEmpty() ? new Run(from, 0, 0, 0) : runs.get(runs.size() - 1);
      int next = last.first() + last.count();
      if (last.length() == length) {
        runs.set(runs.size() - 1, new Run(last.from(), length, last.count() + count, last.first()));
      } else {
        runs.add(new Run(from, length, count, next));
      }
    }
  }
}
