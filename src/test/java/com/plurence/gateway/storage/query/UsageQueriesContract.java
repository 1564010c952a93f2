package com.plurence.gateway.storage.query;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.usage.RandomUsage;
import com.plurence.gateway.usage.UsageRecord;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Lists of usage records, whichever database they are in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class UsageQueriesContract {
  static final long NOW = 1_796_000_000_000L;
  static final long HOUR = 3_600_000;
  private static final Order NEWEST = new Order("timestamp", false);
  private static final Comparator<UsageRecord> BY_TIME =
      Comparator.comparingLong(UsageRecord::timestamp).thenComparing(UsageRecord::requestId);

  private static final Map<String, Function<UsageRecord, @Nullable Object>> FIELDS = fields();

  private final Vertx vertx = Vertx.vertx();
  final Tenant tenant = new Tenant("acc_mine");
  Database database;
  UsageTables tables;
  SqlUsageQueries queries;
  List<UsageRecord> records;

  abstract Secret newUrl(Path directory);

  @BeforeAll
  void open(@TempDir Path directory) {
    database = done(Database.open(vertx, newUrl(directory)));
    tables = new UsageTables(database);
    queries = new SqlUsageQueries(database);
    records =
        new RandomUsage(1, tenant.accountId(), List.of("proj_a", "proj_b"))
            .between(NOW - 40 * HOUR, NOW, 600);
    tables.insert(records);
    tables.insert(
        new RandomUsage(2, "acc_other", List.of("proj_c")).between(NOW - 40 * HOUR, NOW, 200));
    tables.sumUp();
  }

  @AfterAll
  void close() {
    done(database.close());
    done(vertx.close());
  }

  @Test
  void everyFieldCanBeAskedFor() {
    for (Map.Entry<String, Function<UsageRecord, @Nullable Object>> field : FIELDS.entrySet()) {
      for (UsageRecord sample : records.subList(0, 3)) {
        Object value = field.getValue().apply(sample);
        if (value != null) {
          check(new Filter(field.getKey(), Comparison.EQUAL, value), field.getValue());
          if (value instanceof Long) {
            check(new Filter(field.getKey(), Comparison.AT_LEAST, value), field.getValue());
            check(new Filter(field.getKey(), Comparison.AT_MOST, value), field.getValue());
          }
        }
      }
    }
  }

  private void check(Filter filter, Function<UsageRecord, @Nullable Object> field) {
    List<UsageRecord> expected =
        records.stream().filter(usage -> holds(filter, field.apply(usage))).toList();

    KeysetPage<UsageRecord> page =
        done(
            queries.page(
                tenant, new KeysetQuery(2000, 0, List.of(filter), NEWEST, Optional.empty())));

    assertThat(page.items()).as("%s", filter).containsExactlyElementsOf(newestFirst(expected));
    assertThat(page.total()).isEqualTo(expected.size());
    assertThat(page.more()).isFalse();
  }

  private static boolean holds(Filter filter, @Nullable Object value) {
    if (value == null) {
      return false;
    }
    return switch (filter.comparison()) {
      case EQUAL -> value.equals(filter.value());
      case AT_LEAST -> (Long) value >= (Long) filter.value();
      case AT_MOST -> (Long) value <= (Long) filter.value();
    };
  }

  @Test
  void ofSeveralExactValuesOneIsEnough() {
    List<Filter> filters =
        List.of(
            new Filter("finish_reason", Comparison.EQUAL, "stop"),
            new Filter("finish_reason", Comparison.EQUAL, "error"),
            new Filter("stream", Comparison.EQUAL, true));

    KeysetPage<UsageRecord> page =
        done(queries.page(tenant, new KeysetQuery(2000, 0, filters, NEWEST, Optional.empty())));

    assertThat(page.items())
        .containsExactlyElementsOf(
            newestFirst(
                records.stream()
                    .filter(UsageRecord::stream)
                    .filter(
                        usage ->
                            Set.of("stop", "error").contains(String.valueOf(usage.finishReason())))
                    .toList()));
  }

  @Test
  void everyOrderBreaksItsTiesByTime() {
    for (String field : List.of("timestamp", "latency_ms", "cost_nano_usd", "tokens.total")) {
      for (boolean ascending : new boolean[] {true, false}) {
        KeysetQuery query =
            new KeysetQuery(100, 50, List.of(), new Order(field, ascending), Optional.empty());

        List<UsageRecord> items = done(queries.page(tenant, query)).items();

        assertThat(items)
            .as("%s %s", field, ascending)
            .containsExactlyElementsOf(ordered(field, ascending).subList(50, 150));
      }
    }
  }

  private List<UsageRecord> ordered(String field, boolean ascending) {
    Comparator<Long> order = ascending ? Comparator.naturalOrder() : Comparator.reverseOrder();
    return records.stream()
        .sorted(
            Comparator.comparing(
                    (UsageRecord usage) -> number(field, usage), Comparator.nullsLast(order))
                .thenComparing(ascending ? BY_TIME : BY_TIME.reversed()))
        .toList();
  }

  private static @Nullable Long number(String field, UsageRecord usage) {
    Function<UsageRecord, @Nullable Object> value = FIELDS.get(field);
    return value == null ? null : (Long) value.apply(usage);
  }

  @Test
  void whoFollowsTheListMeetsEveryRowOnceWhateverIsAdded() {
    Tenant busy = new Tenant("acc_busy");
    RandomUsage usage = new RandomUsage(3, busy.accountId(), List.of("proj_d"));
    List<UsageRecord> before = usage.between(NOW, NOW + 500, 10_000);
    tables.insert(before);

    for (boolean ascending : new boolean[] {false, true}) {
      List<UsageRecord> met = new ArrayList<>();
      Optional<Position> after = Optional.empty();
      do {
        KeysetQuery query =
            new KeysetQuery(1000, 0, List.of(), new Order("timestamp", ascending), after);
        KeysetPage<UsageRecord> page = done(queries.page(busy, query));
        met.addAll(page.items());
        UsageRecord last = page.items().get(page.items().size() - 1);
        after =
            page.more()
                ? Optional.of(new Position(last.timestamp(), last.requestId()))
                : Optional.empty();
        tables.insert(usage.between(NOW, NOW + 1000, 50));
      } while (after.isPresent());

      Set<UsageRecord> once = new HashSet<>(met);
      assertThat(once).hasSize(met.size());
      assertThat(once.containsAll(before)).isTrue();
    }
    KeysetPage<UsageRecord> counted =
        done(queries.page(busy, new KeysetQuery(1, 0, List.of(), NEWEST, Optional.empty())));
    assertThat(counted.total()).isEqualTo(10_001);
  }

  @Test
  void aRecordIsFoundByItsIdInItsAccountAlone() {
    UsageRecord usage = records.get(7);

    assertThat(done(queries.find(tenant, usage.requestId()))).contains(usage);
    assertThat(done(queries.find(new Tenant("acc_other"), usage.requestId()))).isEmpty();
  }

  @Test
  void whatTakesTooLongIsGivenUp() {
    String slow =
        database.isShared()
            ? "select pg_sleep(3)"
            : "select count(*) from system_range(1, 100000000) where sqrt(\"X\") < 0";

    assertThat(
            failure(
                queries.ask(
                    sql -> {
                      sql.each(row -> {}, java.time.Duration.ofSeconds(1), slow);
                      return true;
                    })))
        .isEqualTo(ErrorCode.SUMMARY_TOO_LARGE);
    assertThat(database.reachable()).isTrue();
  }

  private static List<UsageRecord> newestFirst(List<UsageRecord> records) {
    List<UsageRecord> sorted = new ArrayList<>(records);
    sorted.sort(Collections.reverseOrder(BY_TIME));
    return sorted;
  }

  private static Map<String, Function<UsageRecord, @Nullable Object>> fields() {
    Map<String, Function<UsageRecord, @Nullable Object>> fields = new LinkedHashMap<>();
    fields.put("timestamp", UsageRecord::timestamp);
    fields.put("started_at", UsageRecord::startedAt);
    fields.put("latency_ms", UsageRecord::latencyMs);
    fields.put("ttft_ms", UsageRecord::ttftMs);
    fields.put("cost_nano_usd", UsageRecord::costNanoUsd);
    fields.put("status", usage -> (long) usage.status());
    fields.put("attempts", usage -> (long) usage.attempts());
    fields.put("tokens.input", usage -> usage.tokens().input());
    fields.put("tokens.output", usage -> usage.tokens().output());
    fields.put("tokens.total", usage -> usage.tokens().total());
    fields.put("project_id", UsageRecord::projectId);
    fields.put("key_id", UsageRecord::keyId);
    fields.put("model", UsageRecord::model);
    fields.put("provider", UsageRecord::provider);
    fields.put("target", UsageRecord::target);
    fields.put("operation", UsageRecord::operation);
    fields.put("finish_reason", UsageRecord::finishReason);
    fields.put("error_id", UsageRecord::errorId);
    fields.put("request_id", UsageRecord::requestId);
    fields.put("stream", UsageRecord::stream);
    fields.put("estimated", UsageRecord::estimated);
    fields.put("replayed", UsageRecord::replayed);
    Stream.of("env", "team", "a.b-c")
        .forEach(key -> fields.put("tags." + key, usage -> usage.tags().get(key)));
    return fields;
  }
}
