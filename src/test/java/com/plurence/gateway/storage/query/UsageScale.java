package com.plurence.gateway.storage.query;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.usage.SqlUsageStore;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.Outcome;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.usage.query.Interval;
import com.plurence.gateway.usage.query.Intervals;
import com.plurence.gateway.usage.query.Measure;
import com.plurence.gateway.usage.query.SummaryQuery;
import com.plurence.gateway.usage.query.TimeRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to ask millions of records: {@code ./mvnw -Pscale test}, for a quarter of an
 * hour, with the heap of a small gateway. Figures are written to {@code target/usage-scale.txt}.
 */
final class UsageScale {
  private static final long RECORDS = Long.getLong("usage.records", 10_000_000);
  private static final long HOUR = 3_600_000;
  private static final int ROUNDS = 15;
  private static final Path REPORT = Path.of("target/usage-scale.txt");

  private final Vertx vertx = Vertx.vertx();
  private final Secret store = TestPostgres.newDatabase();
  private final long end = System.currentTimeMillis() / HOUR * HOUR;

  @Test
  void questionsAreAnsweredInTimeHoweverManyRecordsThereAre() throws IOException, TimeoutException {
    GatewayUnderTest gateway =
        GatewayUnderTest.start("store: { url: \"%s\" }".formatted(store.reveal()));
    Database database = Outcome.done(Database.open(vertx, store));
    JsonObject signup =
        ApiClient.of(vertx, gateway.port("management")).signUp("owner@example.com").json();
    Tenant tenant = new Tenant(signup.getJsonObject("account").getString("id"));
    SqlUsageQueries queries = new SqlUsageQueries(database);

    long begun = System.nanoTime();
    ManyRecords.make(database, store, tenant.accountId(), end, RECORDS);
    say(
        "%d records made in %d s"
            .formatted(RECORDS, Duration.ofNanos(System.nanoTime() - begun).toSeconds()));
    sizes(database);

    List<Long> medians = new ArrayList<>();
    medians.add(measure("list, first part", () -> queries.page(tenant, part(0, Optional.empty()))));
    medians.add(measure("list, in the middle", () -> queries.page(tenant, part(0, middle()))));
    medians.add(
        measure("list, offset 10000", () -> queries.page(tenant, part(10_000, Optional.empty()))));
    for (String zone : List.of("UTC", "Europe/Berlin", "Asia/Kolkata")) {
      measure(
          "summary by model and day, 30 days, " + zone,
          () -> queries.summary(tenant, days(zone, "model")));
    }
    measure("summary by key and day", () -> queries.summary(tenant, days("UTC", "key_id")));
    measure("summary of 30 days by hour", () -> queries.summary(tenant, hours()));
    measure(
        "summary of one day by tag, from the records", () -> queries.summary(tenant, dayByTag()));
    export(gateway, signup.getString("access_token"));
    purge(database);

    assertThat(medians).allSatisfy(median -> assertThat(median).isLessThanOrEqualTo(20_000));
    database.close().await(1, MINUTES);
    gateway.close();
    vertx.close().await(1, MINUTES);
  }

  private KeysetQuery part(int offset, Optional<Position> after) {
    return new KeysetQuery(100, offset, List.of(), new Order("timestamp", false), after);
  }

  private Optional<Position> middle() {
    long time = end - ManyRecords.DAYS * 12 * HOUR;
    return Optional.of(new Position(time, new UUID(0, 0).toString()));
  }

  private SummaryQuery days(String zone, String field) {
    TimeRange range =
        TimeRange.inWholeHours(end - ManyRecords.DAYS * 24 * HOUR, end, ZoneId.of(zone));
    return query(Intervals.of(Interval.DAY, ZoneId.of(zone), range), field);
  }

  private SummaryQuery hours() {
    TimeRange range = new TimeRange(end - ManyRecords.DAYS * 24 * HOUR, end);
    return query(Intervals.of(Interval.HOUR, ZoneId.of("UTC"), range), "model");
  }

  private SummaryQuery dayByTag() {
    TimeRange range = new TimeRange(end - 24 * HOUR, end);
    return query(Intervals.of(Interval.HOUR, ZoneId.of("UTC"), range), "tags.team");
  }

  private static SummaryQuery query(Intervals intervals, String field) {
    return new SummaryQuery(List.of(field), intervals, List.of(), false, 0, Measure.COST);
  }

  private long measure(String what, Supplier<Future<?>> question)
      throws IOException, TimeoutException {
    List<Long> micros = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      question.get().await(1, MINUTES);
      micros.add((System.nanoTime() - begun) / 1000);
    }
    long first = micros.get(0);
    Collections.sort(micros);
    long median = micros.get(ROUNDS / 2);
    say(
        "%s: %.1f ms (first %.1f, least %.1f, most %.1f)"
            .formatted(
                what,
                median / 1000.0,
                first / 1000.0,
                micros.get(0) / 1000.0,
                micros.get(ROUNDS - 1) / 1000.0));
    return median;
  }

  private void export(GatewayUnderTest gateway, String token) throws IOException {
    HttpClientAgent client = vertx.createHttpClient();
    for (String format : List.of("csv", "ndjson")) {
      long begun = System.nanoTime();
      AtomicLong lines = new AtomicLong();
      AtomicLong bytes = new AtomicLong();
      AtomicBoolean ended = new AtomicBoolean();
      String path =
          "/v1/usage/export?format=%s&timestamp=ge=%d&timestamp=le=%d"
              .formatted(format, end - ofAMillion() * 24 * HOUR, end - 1);
      client
          .request(HttpMethod.GET, gateway.port("management"), "127.0.0.1", path)
          .compose(request -> request.putHeader("authorization", "Bearer " + token).send())
          .onSuccess(
              response ->
                  response
                      .handler(
                          piece -> {
                            bytes.addAndGet(piece.length());
                            lines.addAndGet(lines(piece.getBytes()));
                          })
                      .endHandler(end -> ended.set(true)));
      await().atMost(Duration.ofMinutes(5)).untilTrue(ended);
      say(
          "export of a million records as %s: %d lines, %d bytes in %.1f s; heap of %d MiB"
              .formatted(
                  format,
                  lines.get(),
                  bytes.get(),
                  (System.nanoTime() - begun) / 1e9,
                  Runtime.getRuntime().maxMemory() >> 20));
    }
    Outcome.done(client.close());
  }

  /** How many days have a million records. */
  private static long ofAMillion() {
    return Math.min(ManyRecords.DAYS, ManyRecords.DAYS * 1_000_000 / RECORDS);
  }

  private static long lines(byte[] bytes) {
    long lines = 0;
    for (byte each : bytes) {
      lines += each == '\n' ? 1 : 0;
    }
    return lines;
  }

  private void sizes(Database database) throws IOException {
    String sizes =
        """
        select sum(pg_total_relation_size(relid)), sum(pg_relation_size(relid))
        from pg_partition_tree('usage_record')
        union all select pg_total_relation_size('usage_hour'), count(*) from usage_hour
        union all select pg_total_relation_size('usage_latency'), count(*) from usage_latency\
        """;
    List<String> rows =
        Outcome.done(
            database.transact(
                sql -> sql.list(row -> row.getLong(1) + " / " + row.getLong(2), sizes)));
    say(
        "bytes of usage_record / without indexes, of usage_hour / rows, of usage_latency / rows:"
            + " "
            + rows);
  }

  private void purge(Database database) throws IOException, TimeoutException {
    long begun = System.nanoTime();
    new SqlUsageStore(database)
        .forget(
            Instant.ofEpochMilli(end + 400 * 24 * HOUR), Duration.ofDays(1), Duration.ofDays(500))
        .await(5, MINUTES);
    say("purge of all months: %.2f s".formatted((System.nanoTime() - begun) / 1e9));
  }

  private static void say(String line) throws IOException {
    Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
