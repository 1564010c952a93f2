package com.plurence.gateway.usage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.usage.query.Intervals.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ranges are cut as the clocks of a zone are, whatever these do. */
final class IntervalsTest {
  private static final long HOUR = 3_600_000;

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.of(
        "UTC",
        "Europe/Berlin",
        "Asia/Kolkata",
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Pacific/Chatham",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Africa/Cairo");
  }

  @Property(tries = 300)
  void intervalsFollowOneAnotherAndHoldTheWholeRange(
      @ForAll("zones") String zone,
      @ForAll Interval interval,
      @ForAll @LongRange(min = 0, max = 1_900_000_000L) long second,
      @ForAll @IntRange(min = 1, max = 800) int hours) {
    TimeRange range = new TimeRange(second * 1000, second * 1000 + hours * HOUR / 2 + 1);

    Intervals intervals = Intervals.of(interval, ZoneId.of(zone), range);

    assertThat(intervals.start(0)).isLessThanOrEqualTo(range.from());
    long end = intervals.start(0);
    for (Run run : intervals.runs()) {
      assertThat(run.from()).isEqualTo(end);
      end = run.to();
    }
    assertThat(end).isGreaterThanOrEqualTo(range.to());
    assertThat(intervals.start(intervals.count() - 1)).isLessThan(range.to());
    for (int i = 0; i < intervals.count(); i++) {
      assertThat(intervals.at(intervals.start(i))).isEqualTo(i);
    }
  }

  @Property(tries = 300)
  void everyMomentIsInTheDayHourAndMonthOfItsClock(
      @ForAll("zones") String name,
      @ForAll @LongRange(min = 1_000_000_000L, max = 1_900_000_000L) long second,
      @ForAll @LongRange(min = 0, max = 90 * 86_400L) long later) {
    ZoneId zone = ZoneId.of(name);
    long at = (second + later) * 1000;
    TimeRange range = new TimeRange(second * 1000, at + 1);
    ZonedDateTime clock = Instant.ofEpochMilli(at).atZone(zone);
    LocalDate day = clock.toLocalDate();

    assertThat(startOf(Interval.DAY, zone, range, at)).isEqualTo(millis(day.atStartOfDay(zone)));
    assertThat(startOf(Interval.MONTH, zone, range, at))
        .isEqualTo(millis(day.withDayOfMonth(1).atStartOfDay(zone)));
    Instant hour = Instant.ofEpochMilli(startOf(Interval.HOUR, zone, range, at));
    assertThat(hour.atZone(zone).toLocalDateTime().truncatedTo(ChronoUnit.HOURS))
        .isEqualTo(clock.toLocalDateTime().truncatedTo(ChronoUnit.HOURS));
    assertThat(at - hour.toEpochMilli()).isLessThan(HOUR);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-28, 24 23 24",
    "Europe/Berlin, 2026-10-24, 24 25 24",
    "America/St_Johns, 2026-03-07, 24 23 24",
    "Australia/Lord_Howe, 2026-04-04, 24 24.5 24",
    "Asia/Kolkata, 2026-03-28, 24 24 24",
    "Pacific/Apia, 2011-12-28, 24 24 24",
  })
  void daysAreAsLongAsTheirClocksMakeThem(String name, LocalDate first, String hours) {
    ZoneId zone = ZoneId.of(name);
    long from = millis(first.atStartOfDay(zone));

    Intervals days = Intervals.of(Interval.DAY, zone, new TimeRange(from, from + 72 * HOUR - HOUR));

    String[] expected = hours.split(" ", -1);
    for (int i = 0; i < expected.length - 1; i++) {
      assertThat((days.start(i + 1) - days.start(i)) / (double) HOUR)
          .isEqualTo(Double.parseDouble(expected[i]));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2026-11-30T10:20:30Z, 2026-11-30T11:00:01Z, 2026-11-30T10:00:00Z, 2026-11-30T12:00:00Z",
    "UTC, 2026-11-30T10:00:00Z, 2026-11-30T11:00:00Z, 2026-11-30T10:00:00Z, 2026-11-30T11:00:00Z",
    "Asia/Kolkata, 2026-11-29T18:30:00Z, 2026-11-30T18:29:59.999Z, 2026-11-29T18:30:00Z,"
        + " 2026-11-30T18:30:00Z",
  })
  void boundsAreWidenedToTheHoursOfTheZone(
      String zone, Instant from, Instant to, Instant widerFrom, Instant widerTo) {
    TimeRange range = new TimeRange(from.toEpochMilli(), to.toEpochMilli());

    assertThat(range.widened(ZoneId.of(zone)))
        .isEqualTo(new TimeRange(widerFrom.toEpochMilli(), widerTo.toEpochMilli()));
  }

  private static long startOf(Interval interval, ZoneId zone, TimeRange range, long at) {
    Intervals intervals = Intervals.of(interval, zone, range);
    return intervals.start(intervals.at(at));
  }

  private static long millis(ZonedDateTime time) {
    return time.toInstant().toEpochMilli();
  }
}
