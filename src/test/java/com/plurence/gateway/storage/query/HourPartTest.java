package com.plurence.gateway.storage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.usage.query.Interval;
import com.plurence.gateway.usage.query.Intervals;
import com.plurence.gateway.usage.query.TimeRange;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Roll-ups by the hour of UTC and some records give the sums of any intervals. */
final class HourPartTest {
  private static final long HOUR = 3_600_000;

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "UTC",
        "Asia/Kolkata",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "Europe/Berlin");
  }

  @Property(tries = 200)
  void sumsAreThoseOfTheRecords(
      @ForAll("zones") String name,
      @ForAll Interval interval,
      @ForAll @LongRange(min = 490_000, max = 500_000) long firstHour,
      @ForAll @IntRange(min = 1, max = 1000) int hours,
      @ForAll long seed) {
    ZoneId zone = ZoneId.of(name);
    Random random = new Random(seed);
    long from = firstHour * HOUR + random.nextLong(HOUR);
    TimeRange range = TimeRange.inWholeHours(from, from + hours * HOUR, zone);
    Intervals intervals = Intervals.of(interval, zone, range);
    List<Long> records = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      records.add(range.from() - 3 * HOUR + random.nextLong(range.length() + 6 * HOUR));
    }

    assertThat(fromHours(intervals, records)).isEqualTo(fromRecords(intervals, records));
  }

  private static long[] fromRecords(Intervals intervals, List<Long> records) {
    long[] counts = new long[intervals.count()];
    for (long record : records) {
      if (record >= intervals.range().from() && record < intervals.range().to()) {
        counts[intervals.at(record)]++;
      }
    }
    return counts;
  }

  private static long[] fromHours(Intervals intervals, List<Long> records) {
    long[] counts = new long[intervals.count()];
    List<HourPart> parts = HourPart.of(intervals);
    for (long record : records) {
      long hour = Math.floorDiv(record, HOUR) * HOUR;
      if (hour >= intervals.range().from() && hour < intervals.range().to()) {
        counts[intervals.at(hour)]++;
      }
      for (HourPart part : parts) {
        if (record >= part.from() && record < part.to()) {
          counts[part.interval()] += part.sign();
        }
      }
    }
    return counts;
  }
}
