package com.plurence.gateway.acceptance.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.acceptance.upstream.UpstreamEvents.Event;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.Contract;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract's table of what can happen upstream, seen from both ends: what the client is told,
 * and what the providers were asked. Every case has models, and so targets, breakers and
 * connections, of its own.
 */
final class UpstreamContractTest {
  private static final int MOST_ATTEMPTS = 3;
  private static final Duration BACKOFF_CAP = Duration.ofMillis(40);

  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    StringBuilder models = new StringBuilder();
    int pool = 10;
    for (Event event : allEvents().toList()) {
      models.append(models(event, pool++));
    }
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one", api_key: sk-secret-of-one }
              two: { base_url: "demo://two", api_key: sk-secret-of-two }
            upstream:
              max_attempts: %d
              backoff: { base: 10ms, factor: 2, cap: %dms }
              retry_time: 10s
            models:
            """
                    .formatted(MOST_ATTEMPTS, BACKOFF_CAP.toMillis())
                + models);
  }

  /** A pool of a size of its own has connections of its own. */
  private static String models(Event event, int pool) {
    String quick = event.script().containsKey("x-demo-latency") ? "first_byte_timeout: 200ms," : "";
    String silent = event.name().contains("stall") ? "idle_timeout: 200ms," : "";
    return """
      alone-%1$s: { targets: [ { provider: one, upstream: { %2$s %3$s pool: { size: %4$d } } } ] }
      spare-%1$s:
        targets:
          - { provider: one, upstream: { %2$s %3$s pool: { size: %4$d } } }
          - { provider: two, priority: 2, upstream: { pool: { size: %4$d } } }
      both-%1$s:
        targets:
          - { provider: one, upstream: { %2$s %3$s pool: { size: %4$d } } }
          - { provider: two, priority: 2, upstream: { %2$s %3$s pool: { size: %4$d } } }
    """
        .formatted(event.name(), quick, silent, pool);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @MethodSource("com.plurence.gateway.acceptance.upstream.UpstreamEvents#beforeCommit")
  void oneTargetIsAskedAgainOnlyWhereTheTableSaysSo(Event event) {
    String model = "alone-" + event.name();

    Answer answer = ask(model, event, Map.of());

    isTheError(answer, event, event.attempts(), "one/" + model);
    assertThat(attempts("one", model)).hasSize(event.attempts());
    areSpacedAsTold(attempts("one", model), event);
  }

  @ParameterizedTest
  @MethodSource("com.plurence.gateway.acceptance.upstream.UpstreamEvents#beforeCommit")
  void aSecondTargetAnswersWhereTheTableSaysSo(Event event) {
    String model = "spare-" + event.name();

    Answer answer = ask(model, event, Map.of("x-demo-on", "one"));

    assertThat(attempts("one", model)).hasSize(1);
    if (event.elsewhere()) {
      assertThat(attempts("two", model)).hasSize(1);
      assertThat(answer.status()).as("%s", answer).isEqualTo(200);
      assertThat(answer.header("x-plurence-attempts")).hasValue("2");
      assertThat(answer.header("x-plurence-target")).hasValue("two/" + model);
      isWhole(answer, event.streamed());
      hidesTheProviders(answer);
    } else {
      assertThat(attempts("two", model)).isEmpty();
      isTheError(answer, event, 1, "one/" + model);
    }
  }

  @ParameterizedTest
  @MethodSource("com.plurence.gateway.acceptance.upstream.UpstreamEvents#beforeCommit")
  void twoTargetsThatFailAlikeShareTheAttempts(Event event) {
    String model = "both-" + event.name();
    int total =
        event.elsewhere() ? Math.min(MOST_ATTEMPTS, event.attempts() + 1) : event.attempts();

    Answer answer = ask(model, event, Map.of());

    isTheError(answer, event, total, (event.elsewhere() ? "two/" : "one/") + model);
    assertThat(attempts("one", model)).hasSize(1);
    assertThat(attempts("two", model)).hasSize(total - 1);
  }

  @ParameterizedTest
  @MethodSource("com.plurence.gateway.acceptance.upstream.UpstreamEvents#afterCommit")
  void whatBreaksAfterTheFirstContentIsTheLastEventAndNothingIsTriedAgain(Event event) {
    String model = "both-" + event.name();

    Answer answer = ask(model, event, Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-plurence-attempts")).hasValue("1");
    assertThat(answer.text()).contains("\"content\":\"Hello \"").doesNotContain("[DONE]");
    isTheLastEvent(answer, event.error());
    hidesTheProviders(answer);
    assertThat(attempts("one", model)).hasSize(1);
    assertThat(attempts("two", model)).isEmpty();
  }

  private static Stream<Event> allEvents() {
    return Stream.concat(UpstreamEvents.beforeCommit(), UpstreamEvents.afterCommit());
  }

  private static Answer ask(String model, Event event, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(event.script());
    headers.putAll(more);
    headers.put("x-title", model);
    return gateway.chat(model, event.streamed(), headers);
  }

  /** When the provider of that name was asked for {@code model}, in nanoseconds. */
  private static List<Long> attempts(String provider, String model) {
    return gateway.demo(provider).journal().seen().stream()
        .filter(seen -> model.equals(seen.headers().get("x-title")))
        .map(seen -> seen.arrived())
        .toList();
  }

  private static void isTheError(Answer answer, Event event, int attempts, String target) {
    JsonObject body = Contract.isError(answer.status(), answer::header, answer.text());
    assertThat(body.getString("error_id")).as("%s", body).isEqualTo(event.error().id());
    assertThat(answer.status()).isEqualTo(event.error().status());
    assertThat(answer.header("retry-after").stream().toList()).isEqualTo(event.retryAfter());
    assertThat(answer.header("x-should-retry"))
        .hasValue(Boolean.toString(event.error().retryable()));
    assertThat(answer.header("x-plurence-attempts")).hasValue(Integer.toString(attempts));
    assertThat(answer.header("x-plurence-target")).hasValue(target);
    hidesTheProviders(answer);
  }

  private static void isWhole(Answer answer, boolean streamed) {
    if (streamed) {
      assertThat(answer.text()).startsWith("data: ").endsWith("data: [DONE]\n\n");
    } else {
      assertThat(new JsonObject(answer.text()).getJsonArray("choices")).hasSize(1);
    }
  }

  private static void isTheLastEvent(Answer answer, ErrorCode expected) {
    String last = answer.text().substring(answer.text().lastIndexOf("event: error\ndata: "));
    assertThat(last).endsWith("}\n\n");
    JsonObject body = new JsonObject(last.substring(last.indexOf('{')));
    assertThat(body.getString("error_id")).isEqualTo(expected.id());
    assertThat(body.getString("request_id")).isEqualTo(answer.header("x-request-id").orElseThrow());
    assertThat(body.getJsonObject("error").getString("code"))
        .isEqualTo(expected.messageCode().name());
  }

  private static void hidesTheProviders(Answer answer) {
    assertThat(answer.toString())
        .doesNotContain("sk-secret")
        .doesNotContain("demo://")
        .doesNotContain(":" + gateway.demo("one").port())
        .doesNotContain(":" + gateway.demo("two").port());
  }

  /** A wait that was asked for is waited for; any other is at most the backoff's cap. */
  private static void areSpacedAsTold(List<Long> arrivals, Event event) {
    long least = event.retryAfter().equals(List.of("1")) ? 40 : 0;
    for (int i = 1; i < arrivals.size(); i++) {
      Duration gap = Duration.ofNanos(arrivals.get(i) - arrivals.get(i - 1));
      assertThat(gap).isBetween(Duration.ofMillis(least), BACKOFF_CAP.plusSeconds(2));
    }
  }
}
