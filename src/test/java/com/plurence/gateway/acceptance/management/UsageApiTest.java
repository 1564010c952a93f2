package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.query.UsageTables;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.TestPostgres;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import com.plurence.gateway.usage.RandomUsage;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage records as clients of the management API see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UsageApiTest {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final long HOUR = 3_600_000;

  private final Vertx vertx = Vertx.vertx();
  private final Secret store = TestPostgres.newDatabase();
  private GatewayUnderTest gateway;
  private Database database;
  private UsageTables tables;
  private ApiClient owner;
  private List<UsageRecord> records;
  private String range;

  @BeforeAll
  void start() {
    gateway = GatewayUnderTest.start("store: { url: \"%s\" }".formatted(store.reveal()));
    database = done(Database.open(vertx, store));
    tables = new UsageTables(database);
    ApiClient anyone = ApiClient.of(vertx, gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    long hour = System.currentTimeMillis() / HOUR * HOUR;
    records =
        new RandomUsage(
                5,
                signup.getJsonObject("account").getString("id"),
                List.of(signup.getJsonObject("project").getString("id"), "proj_second"))
            .between(hour - 20 * HOUR, hour, 700);
    tables.insert(records);
    tables.insert(
        new RandomUsage(6, "acc_other", List.of("proj_other")).between(hour - HOUR, hour, 50));
    tables.sumUp();
    range = "timestamp=ge=%d&timestamp=le=%d".formatted(hour - 20 * HOUR, hour - 1);
  }

  @AfterAll
  void stop() {
    done(database.close());
    gateway.close();
    done(vertx.close());
  }

  @ParameterizedTest
  @CsvSource({
    "stream=true",
    "status=ge=400",
    "model=gpt%3A%2F%2Fa%2F%2Fb",
    "tags.team=back%5Cslash&finish_reason=stop",
    "finish_reason=stop&finish_reason=error&latency_ms=le=1000",
    "cost_nano_usd=ge=1&tokens.total=ge=500",
  })
  void theListTheExportAndTheSumsAreEqual(String filter) {
    List<JsonObject> list = list("/v1/usage?limit=30&" + range + "&" + filter);
    List<NamedCsvRecord> csv = csv("/v1/usage/export?" + range + "&" + filter);
    List<JsonObject> lines =
        owner
            .get("/v1/usage/export?format=ndjson&" + range + "&" + filter)
            .text()
            .lines()
            .map(JsonObject::new)
            .toList();
    JsonObject sums =
        owner.get("/v1/usage/summary?" + range + "&" + filter).array().getJsonObject(0);

    assertThat(list).isNotEmpty();
    assertThat(lines).hasSameElementsAs(list).hasSameSizeAs(list);
    assertThat(csv.stream().map(row -> row.getField("request_id")))
        .containsExactlyElementsOf(lines.stream().map(row -> row.getString("request_id")).toList());
    assertThat(sums.getLong("requests")).isEqualTo(list.size());
    assertThat(sums.getLong("cost_nano_usd"))
        .isEqualTo(sum(list, row -> row.getLong("cost_nano_usd", 0L)))
        .isEqualTo(csv.stream().mapToLong(row -> nanos(row.getField("cost_usd"))).sum());
    for (String tokens : List.of("input", "output", "total", "reasoning")) {
      assertThat(sums.getJsonObject("tokens").getLong(tokens))
          .isEqualTo(sum(list, row -> row.getJsonObject("tokens").getLong(tokens)))
          .isEqualTo(
              csv.stream()
                  .mapToLong(row -> Long.parseLong(row.getField(tokens + "_tokens")))
                  .sum());
    }
  }

  private static long sum(List<JsonObject> rows, ToLongFunction<JsonObject> amount) {
    return rows.stream()
        .mapToLong(
            row ->
                row.getValue("cost_nano_usd") == null
                    ? amountOrZero(row, amount)
                    : amount.applyAsLong(row))
        .sum();
  }

  private static long amountOrZero(JsonObject row, ToLongFunction<JsonObject> amount) {
    return amount.applyAsLong(row.copy().put("cost_nano_usd", 0L));
  }

  private static long nanos(String dollars) {
    return dollars.isEmpty() ? 0 : new BigDecimal(dollars).movePointRight(9).longValueExact();
  }

  private List<JsonObject> list(String first) {
    List<JsonObject> rows = new ArrayList<>();
    Optional<String> next = Optional.of(first);
    while (next.isPresent()) {
      Reply page = owner.get(next.get());
      page.array().forEach(row -> rows.add((JsonObject) row));
      next =
          page.header("link").map(NEXT::matcher).filter(Matcher::find).map(link -> link.group(1));
    }
    return rows;
  }

  private List<NamedCsvRecord> csv(String path) {
    Reply export = owner.get(path);
    assertThat(export.header("content-type")).hasValue("text/csv; charset=utf-8; header=present");
    return CsvReader.builder().ofNamedCsvRecord(export.text()).stream().toList();
  }

  @Test
  void aRecordHasEveryMemberInItsOrder() {
    UsageRecord usage = records.get(3);

    Reply reply = owner.get("/v1/usage/" + usage.requestId());

    assertThat(reply.header("content-type")).hasValue("application/json");
    assertThat(UsageJson.read(reply.text().getBytes(StandardCharsets.UTF_8))).isEqualTo(usage);
    owner.get("/v1/usage/00000000-0000-4000-8000-000000000000").isError(ErrorCode.RECORD_NOT_FOUND);
    owner.get("/v1/usage/nonsense").isError(ErrorCode.RECORD_NOT_FOUND);
  }

  @Test
  void aRequestIsToldInPhases() {
    UsageRecord failed =
        records.stream()
            .filter(usage -> "DAT000105".equals(usage.errorId()) && usage.attempts() > 0)
            .findFirst()
            .orElseThrow();

    JsonObject request = owner.get("/v1/requests/" + failed.requestId()).json();

    assertThat(request.getJsonObject("usage").getString("request_id"))
        .isEqualTo(failed.requestId());
    assertThat(request.getJsonObject("error").getString("message_code")).isEqualTo("INTERNAL");
    assertThat(request.getJsonObject("error").getString("fault")).isEqualTo("provider");
    assertThat(request.getJsonArray("phases").stream().map(JsonObject.class::cast))
        .extracting(phase -> phase.getString("name") + " at " + phase.getLong("at_ms"))
        .containsExactly(
            "body at 0",
            "limits at " + failed.bodyMs(),
            "attempt 1 at 5",
            "backoff at 8",
            "attempt 2 at 12");
    assertThat(request.fieldNames())
        .containsExactly("usage", "audit", "error", "phases", "trace_id", "trace_url");
  }

  @Test
  void theTotalIsSaidWithEveryPartAndTheLinkOnlyWhereThereIsMore() {
    Reply first = owner.get("/v1/usage");
    Reply all = owner.get("/v1/usage?limit=100&offset=650&" + range);
    Reply byCost = owner.get("/v1/usage?order_desc=cost_nano_usd");

    assertThat(first.header("x-total-count")).hasValue("700");
    assertThat(first.array()).hasSize(20);
    assertThat(first.header("link").orElse("")).startsWith("</v1/usage?limit=20&after=");
    assertThat(all.array()).hasSize(50);
    assertThat(all.header("link")).isEmpty();
    assertThat(byCost.header("link")).isEmpty();
    assertThat(byCost.array().getJsonObject(0).getLong("cost_nano_usd"))
        .isEqualTo(
            records.stream()
                .map(UsageRecord::costNanoUsd)
                .filter(cost -> cost != null)
                .max(Comparator.naturalOrder())
                .orElseThrow());
  }

  @Test
  void sumsAreGroupedAndCutAsAsked() {
    JsonArray rows =
        owner
            .get("/v1/usage/summary?group_by=model,tags.team&interval=day&tz=Asia/Kolkata&" + range)
            .array();
    JsonArray top =
        owner
            .get(
                "/v1/usage/summary?group_by=error_id&top=1&measure=requests&fill=true&interval=hour&"
                    + range)
            .array();

    assertThat(rows.getJsonObject(0).fieldNames())
        .containsExactly(
            "start",
            "model",
            "tags.team",
            "requests",
            "errors",
            "disconnects",
            "tokens",
            "cost_nano_usd",
            "unpriced",
            "latency_ms",
            "ttft_ms");
    assertThat(rows.stream().mapToLong(row -> ((JsonObject) row).getLong("requests")).sum())
        .isEqualTo(700);
    assertThat(rows.stream().map(row -> ((JsonObject) row).getLong("start")))
        .allMatch(start -> Instant.ofEpochMilli(start).toString().contains("T18:30:00Z"));
    assertThat(top).hasSize(40);
    assertThat(top.getJsonObject(1).getBoolean("other")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/usage?colour=red, QUERY_PARAMETER_UNKNOWN",
    "/v1/usage?tags.T=1, QUERY_PARAMETER_UNKNOWN",
    "/v1/usage?offset=10001, QUERY_PARAMETER_INVALID",
    "/v1/usage?after=nonsense, QUERY_PARAMETER_INVALID",
    "/v1/usage?order_asc=model, QUERY_PARAMETER_INVALID",
    "/v1/usage?model=%00, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?limit=1, QUERY_PARAMETER_UNKNOWN",
    "/v1/usage/summary?group_by=request_id, QUERY_PARAMETER_INVALID",
    "'/v1/usage/summary?group_by=model,model', QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?interval=week, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?tz=Mars/Olympus, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?timestamp=1745000000000, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?timestamp=ge=2&timestamp=le=1, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?top=21&group_by=model, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?top=2, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?fill=yes, QUERY_PARAMETER_INVALID",
    "/v1/usage/summary?timestamp=ge=0&interval=hour&fill=true, SUMMARY_TOO_LARGE",
    "/v1/usage/summary?timestamp=ge=0&group_by=operation, SUMMARY_TOO_LARGE",
    "/v1/usage/export?format=xlsx, QUERY_PARAMETER_INVALID",
    "/v1/usage/export?limit=1, QUERY_PARAMETER_UNKNOWN",
  })
  void whatCannotBeAskedIsRefused(String path, ErrorCode expected) {
    owner.get(path).isError(expected);
  }

  @Test
  void aFileIsNamedAfterItsDaysAndHoldsNoFormula() {
    Reply export =
        owner.get(
            "/v1/usage/export?timestamp=ge=2026-11-01T00:00:00Z&timestamp=le=2099-11-30T23:59:59Z");
    String formula = URLEncoder.encode("=cmd|'/c calc'!A1", StandardCharsets.UTF_8);
    Reply head = new Reply(done(owner.request(HttpMethod.HEAD, "/v1/usage/export").send()));

    assertThat(export.header("content-disposition"))
        .hasValue("attachment; filename=\"plurence-usage-2026-11-01--2099-11-30.csv\"");
    assertThat(csv("/v1/usage/export?model=" + formula))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row.getField("model")).isEqualTo("'=cmd|'/c calc'!A1"));
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.text()).isEmpty();
  }
}
