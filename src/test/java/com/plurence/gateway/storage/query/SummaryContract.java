package com.plurence.gateway.storage.query;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.usage.RandomUsage;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.query.Interval;
import com.plurence.gateway.usage.query.Intervals;
import com.plurence.gateway.usage.query.Measure;
import com.plurence.gateway.usage.query.SummaryQuery;
import com.plurence.gateway.usage.query.SummaryRow;
import com.plurence.gateway.usage.query.Sums;
import com.plurence.gateway.usage.query.TimeRange;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of usage records, whichever database they are in, against sums made here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SummaryContract {
  private static final long HOUR = 3_600_000;

  /** Summer time ends at 01:00 UTC of that day in Berlin, and a week later in St. John's. */
  private static final LocalDate CHANGE = LocalDate.of(2026, 10, 25);

  private final Vertx vertx = Vertx.vertx();
  private final Tenant tenant = new Tenant("acc_mine");
  private Database database;
  private SqlUsageQueries queries;
  private List<UsageRecord> records;

  abstract Secret newUrl(Path directory);

  @BeforeAll
  void open(@TempDir Path directory) {
    database = done(Database.open(vertx, newUrl(directory)));
    UsageTables tables = new UsageTables(database);
    queries = new SqlUsageQueries(database);
    records = new ArrayList<>();
    RandomUsage random = new RandomUsage(1, tenant.accountId(), List.of("proj_a", "proj_b"));
    for (LocalDate around : List.of(CHANGE, CHANGE.plusDays(7), CHANGE.minusDays(210))) {
      long noon = around.atStartOfDay(ZoneId.of("UTC")).toInstant().toEpochMilli() + 12 * HOUR;
      records.addAll(random.between(noon - 60 * HOUR, noon + 60 * HOUR, 500));
    }
    tables.insert(records);
    tables.insert(
        new RandomUsage(2, "acc_other", List.of("proj_c"))
            .between(millis(CHANGE, "UTC"), millis(CHANGE.plusDays(3), "UTC"), 200));
    tables.sumUp();
  }

  @AfterAll
  void close() {
    done(database.close());
    done(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({
    "'', NONE",
    "model, DAY",
    "'project_id,provider', HOUR",
    "key_id, DAY",
    "target, MONTH",
    "operation, DAY",
    "'finish_reason,error_id', NONE",
    "tags.team, DAY",
    "'tags.a.b-c,model,tags.env', NONE",
  })
  void sumsAndPercentilesAreThoseOfTheRecords(String fields, Interval interval) {
    List<String> groupBy = fields.isEmpty() ? List.of() : List.of(fields.split(",", -1));
    for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns")) {
      for (List<Filter> filters : List.of(List.<Filter>of(), ofModel(), ofTeam())) {
        Intervals intervals = cut(interval, zone, CHANGE.minusDays(1), CHANGE.plusDays(9));

        check(new SummaryQuery(groupBy, intervals, filters, false, 0, Measure.COST));
      }
    }
  }

  private void check(SummaryQuery query) {
    Map<List<@Nullable Object>, List<UsageRecord>> expected =
        records.stream()
            .filter(usage -> isIn(query.range(), usage) && matches(query.filters(), usage))
            .collect(Collectors.groupingBy(usage -> place(query, usage)));

    List<SummaryRow> rows = done(queries.summary(tenant, query));

    assertThat(rows).as("%s", query).hasSize(expected.size());
    for (SummaryRow row : rows) {
      List<@Nullable Object> place = new ArrayList<>(List.of(row.start()));
      place.addAll(row.group());
      List<UsageRecord> behind = expected.getOrDefault(place, List.of());
      assertThat(row.sums()).as("%s", place).isEqualTo(UsageSums.of(behind));
      isPercentile(row.latencyP50(), 0.5, behind.stream().map(UsageRecord::latencyMs));
      isPercentile(row.latencyP95(), 0.95, behind.stream().map(UsageRecord::latencyMs));
      isPercentile(row.ttftP95(), 0.95, behind.stream().map(UsageRecord::ttftMs));
    }
    assertThat(rows).isSortedAccordingTo((one, next) -> Long.compare(one.start(), next.start()));
  }

  private static void isPercentile(
      @Nullable Double found, double share, Stream<? extends @Nullable Long> times) {
    List<Long> sorted = new ArrayList<>();
    times.filter(time -> time != null).sorted().forEach(sorted::add);
    if (sorted.isEmpty()) {
      assertThat(found).isNull();
      return;
    }
    double exact = sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    assertThat(found).isCloseTo(exact, within(exact * 0.05));
  }

  @ParameterizedTest
  @CsvSource({"UTC", "Europe/Berlin", "Asia/Kolkata", "America/St_Johns", "Australia/Lord_Howe"})
  void theDaysOneByOneAddUpToTheRange(String zone) {
    for (LocalDate first :
        List.of(CHANGE.minusDays(2), CHANGE.plusDays(5), LocalDate.of(2026, 3, 27))) {
      Sums range = total(cut(Interval.NONE, zone, first, first.plusDays(5)));
      Sums byDay = total(cut(Interval.DAY, zone, first, first.plusDays(5)));
      Sums byHour = total(cut(Interval.HOUR, zone, first, first.plusDays(5)));
      List<Sums> days =
          Stream.iterate(first, day -> day.plusDays(1))
              .limit(5)
              .map(day -> total(cut(Interval.NONE, zone, day, day.plusDays(1))))
              .toList();

      assertThat(range.requests()).isPositive();
      assertThat(byDay).isEqualTo(range);
      assertThat(byHour).isEqualTo(range);
      assertThat(days.stream().reduce(UsageSums.NONE, UsageSums::plus)).isEqualTo(range);
    }
  }

  @Test
  void onlyTheLargestGroupsAreToldApart() {
    for (String field : List.of("key_id", "tags.team")) {
      for (Measure measure : Measure.values()) {
        Intervals days = cut(Interval.DAY, "Asia/Kolkata", CHANGE.minusDays(1), CHANGE.plusDays(2));
        SummaryQuery all = new SummaryQuery(List.of(field), days, List.of(), false, 0, measure);
        List<String> largest =
            done(queries.summary(tenant, all.asOne())).stream()
                .sorted((one, other) -> Long.compare(amount(measure, other), amount(measure, one)))
                .map(row -> String.valueOf(row.group().get(0)))
                .limit(2)
                .toList();

        List<SummaryRow> rows =
            done(
                queries.summary(
                    tenant, new SummaryQuery(List.of(field), days, List.of(), true, 2, measure)));

        assertThat(rows).hasSize(9);
        assertThat(rows.stream().filter(row -> !row.other()).map(row -> "" + row.group().get(0)))
            .hasSameElementsAs(largest);
        assertThat(UsageSums.ofRows(rows)).isEqualTo(total(days));
        assertThat(rows.stream().filter(SummaryRow::other).map(SummaryRow::latencyP50))
            .doesNotContainNull();
      }
    }
  }

  private static long amount(Measure measure, SummaryRow row) {
    return switch (measure) {
      case COST -> row.sums().costNanoUsd();
      case TOKENS -> row.sums().tokens().total();
      case REQUESTS -> row.sums().requests();
      case ERRORS -> row.sums().errors();
    };
  }

  @Test
  void thereAreRowsOfZerosIfTheyAreWanted() {
    Intervals quiet = cut(Interval.DAY, "Europe/Berlin", CHANGE.plusDays(60), CHANGE.plusDays(63));
    SummaryQuery filled = new SummaryQuery(List.of(), quiet, List.of(), true, 0, Measure.COST);

    assertThat(done(queries.summary(tenant, filled)))
        .hasSize(3)
        .allSatisfy(row -> assertThat(row.sums()).isEqualTo(UsageSums.NONE));
    assertThat(total(quiet)).isEqualTo(UsageSums.NONE);
  }

  @Test
  void whatOnlyTheRecordsKnowIsToldOfAMonthAtMost() {
    Intervals long32 = cut(Interval.DAY, "UTC", CHANGE.minusDays(31), CHANGE.plusDays(1));
    SummaryQuery byOperation =
        new SummaryQuery(List.of("operation"), long32, List.of(), false, 0, Measure.COST);
    SummaryQuery byKey =
        new SummaryQuery(List.of("key_id"), long32, List.of(), false, 0, Measure.COST);

    assertThat(failure(queries.summary(tenant, byOperation)))
        .isEqualTo(ErrorCode.SUMMARY_TOO_LARGE);
    assertThat(done(queries.summary(tenant, byKey)))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.latencyP50()).isNull());
  }

  @Test
  void moreThanTenThousandRowsAreRefused() {
    Intervals hours = cut(Interval.HOUR, "UTC", CHANGE.minusDays(400), CHANGE.plusDays(30));
    SummaryQuery filled =
        new SummaryQuery(List.of("model"), hours, List.of(), true, 0, Measure.COST);

    assertThat(failure(queries.summary(tenant, filled))).isEqualTo(ErrorCode.SUMMARY_TOO_LARGE);
  }

  private Sums total(Intervals intervals) {
    return UsageSums.ofRows(
        done(
            queries.summary(
                tenant,
                new SummaryQuery(List.of(), intervals, List.of(), false, 0, Measure.COST))));
  }

  private static boolean isIn(TimeRange range, UsageRecord usage) {
    return usage.timestamp() >= range.from() && usage.timestamp() < range.to();
  }

  private static boolean matches(List<Filter> filters, UsageRecord usage) {
    return filters.stream()
        .allMatch(filter -> filter.value().equals(UsageSums.value(filter.field(), usage)));
  }

  private static List<@Nullable Object> place(SummaryQuery query, UsageRecord usage) {
    Intervals intervals = query.intervals();
    List<@Nullable Object> place = new ArrayList<>();
    place.add(intervals.start(intervals.at(usage.timestamp())));
    query.groupBy().forEach(field -> place.add(UsageSums.value(field, usage)));
    return place;
  }

  private static List<Filter> ofModel() {
    return List.of(new Filter("model", Comparison.EQUAL, "gpt://a//b"));
  }

  private static List<Filter> ofTeam() {
    return List.of(new Filter("tags.team", Comparison.EQUAL, "back\\slash"));
  }

  private static Intervals cut(Interval interval, String zone, LocalDate first, LocalDate end) {
    return Intervals.of(
        interval,
        ZoneId.of(zone),
        TimeRange.inWholeHours(millis(first, zone), millis(end, zone), ZoneId.of(zone)));
  }

  private static long millis(LocalDate day, String zone) {
    return day.atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
  }
}
