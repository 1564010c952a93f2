package com.plurence.gateway.storage.query;

import com.plurence.gateway.usage.query.Intervals;
import com.plurence.gateway.usage.query.Intervals.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A part of an hour of the roll-ups that does not belong to the interval that the hour begins in.
 * What the records of the part come to is taken from that interval, or added to its own. So the
 * sums of all intervals are those of the roll-ups, whatever has become of the records.
 *
 * @param from its first millisecond
 * @param to the first after it
 * @param interval the number of the interval for which it counts
 * @param sign 1 where it is added, -1 where it is taken away
 */
record HourPart(long from, long to, int interval, int sign) {
  private static final long HOUR = 3_600_000;

  /** The parts of all hours in which an interval, or the range, begins or ends. */
  static List<HourPart> of(Intervals intervals) {
    List<HourPart> parts = new ArrayList<>();
    Long[] cuts = cuts(intervals).toArray(Long[]::new);
    for (int i = 0; i < cuts.length; i++) {
      long hour = Math.floorDiv(cuts[i], HOUR) * HOUR;
      long next = i + 1 < cuts.length ? cuts[i + 1] : Long.MAX_VALUE;
      long end = Math.min(hour + HOUR, next);
      if (cuts[i] < intervals.range().to()) {
        parts.add(new HourPart(cuts[i], end, intervals.at(cuts[i]), 1));
      }
      if (hour >= intervals.range().from()) {
        parts.add(new HourPart(cuts[i], end, intervals.at(hour), -1));
      }
    }
    return parts;
  }

  /** The rows of a table with the members of the parts as its columns. */
  static String values(List<HourPart> parts) {
    return parts.stream()
        .map(part -> "(%d, %d, %d, %d)".formatted(part.from, part.to, part.interval, part.sign))
        .collect(Collectors.joining(", "));
  }

  private static Set<Long> cuts(Intervals intervals) {
    Set<Long> cuts = new TreeSet<>();
    cut(intervals.range().from(), intervals, cuts);
    cut(intervals.range().to(), intervals, cuts);
    for (Run run : intervals.runs()) {
      boolean whole = run.from() % HOUR == 0 && run.length() % HOUR == 0;
      for (int i = 0; i < run.count() && !whole; i++) {
        cut(run.from() + i * run.length(), intervals, cuts);
      }
    }
    return cuts;
  }

  private static void cut(long at, Intervals intervals, Set<Long> cuts) {
    if (at % HOUR != 0 && at >= intervals.range().from() && at <= intervals.range().to()) {
      cuts.add(at);
    }
  }
}
