package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.Contract;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which targets are left alone, for how long, and what is said of it. */
final class UnavailableTargetsTest {
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    StringBuilder pairs = new StringBuilder();
    for (String model :
        new String[] {
          "failing", "limited", "blamed", "s401", "s402", "s403", "lone", "told", "counted"
        }) {
      pairs.append(
          "  %s: { targets: [ { provider: one }, { provider: two, priority: 2 } ] }\n"
              .formatted(model));
    }
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one", upstream: { breaker: { failures: 3, open: 60s } } }
              two: { base_url: "demo://two", upstream: { breaker: { failures: 3, open: 20s } } }
            upstream:
              backoff: { base: 1ms, cap: 5ms }
            models:
            """
                + pairs);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void whenEveryTargetIsOpenNobodyIsAskedAndTheClientIsToldWhenTheFirstWillBe() {
    Map<String, String> failing = Map.of("x-demo-status", "500");
    until(() -> id(ask("failing", failing)).equals(ErrorCode.NO_HEALTHY_TARGET.id()));
    long before = attempts("failing");

    Answer answer = ask("failing", failing);

    assertThat(id(answer)).isEqualTo(ErrorCode.NO_HEALTHY_TARGET.id());
    assertThat(answer.status()).isEqualTo(500);
    assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, 20);
    assertThat(answer.header("x-should-retry")).hasValue("true");
    assertThat(answer.header("x-plurence-attempts")).isEmpty();
    assertThat(attempts("failing")).isEqualTo(before).isBetween(6L, 7L);
  }

  @Test
  void aCredentialThatWasRejectedIsNotUsedForTheNextRequest() {
    Map<String, String> rejected = Map.of("x-demo-status", "401", "x-demo-on", "one");
    ask("s401", rejected);

    Answer next = ask("s401", rejected);

    assertThat(next.status()).isEqualTo(200);
    assertThat(next.header("x-plurence-attempts")).hasValue("1");
    assertThat(next.header("x-plurence-target")).hasValue("two/s401");
    assertThat(attempts("one", "s401")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"402", "403"})
  void onlyThreeDenialsInARowSaySomethingOfTheTarget(String status) {
    Map<String, String> denied =
        Map.of(
            "x-demo-status",
            status,
            "x-demo-error-code",
            "",
            "x-demo-error-message",
            "Forbidden",
            "x-demo-on",
            "one");
    ask("s" + status, denied);
    ask("s" + status, denied);
    ask("s" + status, Map.of());
    for (int i = 0; i < 3; i++) {
      ask("s" + status, denied);
    }

    Answer next = ask("s" + status, denied);

    assertThat(next.header("x-plurence-attempts")).hasValue("1");
    assertThat(next.header("x-plurence-target")).hasValue("two/s" + status);
    assertThat(attempts("one", "s" + status)).isEqualTo(6);
  }

  @Test
  void whereEveryCredentialIsRefusedThatIsTheAnswer() {
    ask("lone", Map.of("x-demo-status", "401"));

    try (AccessLines access = AccessLines.listen()) {
      Answer next = ask("lone", Map.of());

      assertThat(id(next)).isEqualTo(ErrorCode.UPSTREAM_CREDENTIAL.id());
      assertThat(next.header("x-should-retry")).hasValue("false");
      assertThat(next.header("retry-after")).isPresent();
      String told = "one/lone benched CREDENTIAL \\d+s, two/lone benched CREDENTIAL \\d+s";
      // The line of the first request may come as late as this.
      until(
          () ->
              access.of("lone").stream()
                  .anyMatch(line -> String.valueOf(line.get("attempts")).matches(told)));
    }
  }

  @Test
  void aTargetThatIsLimitedIsLeftAloneForAsLongAsItSays() {
    Map<String, String> limited =
        Map.of("x-demo-status", "429", "x-demo-header", "Retry-After: 30", "x-demo-on", "one");
    ask("limited", limited);

    Answer next = ask("limited", limited);

    assertThat(next.header("x-plurence-attempts")).hasValue("1");
    assertThat(next.header("x-plurence-target")).hasValue("two/limited");
    assertThat(attempts("one", "limited")).isEqualTo(1);
  }

  @Test
  void whatTheClientGotWrongIsNotHeldAgainstTheTarget() {
    for (int i = 0; i < 30; i++) {
      ask("blamed", Map.of("x-demo-status", i % 2 == 0 ? "400" : "413"));
    }

    Answer next = ask("blamed", Map.of());

    assertThat(next.header("x-plurence-target")).hasValue("one/blamed");
    assertThat(attempts("one", "blamed")).isEqualTo(31);
  }

  @Test
  void theAccessLogTellsEveryAttemptWithReasonAndDuration() {
    try (AccessLines access = AccessLines.listen()) {
      ask("told", Map.of("x-demo-status", "503", "x-demo-on", "one"));

      until(() -> !access.of("told").isEmpty());
      assertThat(access.of("told").get(0).get("attempts"))
          .matches("one/told OVERLOADED \\d+ms \\(503.*\\), two/told ok \\d+ms.*");
      assertThat(access.of("told").get(0)).containsEntry("target", "two/told");
    }
  }

  @Test
  void attemptsAndTheStateOfTargetsAreMetrics() {
    Map<String, String> failing = Map.of("x-demo-status", "500", "x-demo-on", "one");
    for (int i = 0; i < 4; i++) {
      ask("counted", failing);
    }

    assertThat(attempted("one/counted", "SERVER_ERROR")).isEqualTo(3);
    assertThat(attempted("two/counted", "ok")).isEqualTo(4);
    assertThat(inState("one/counted", "open")).isEqualTo(1);
    assertThat(inState("one/counted", "healthy")).isEqualTo(0);
    assertThat(inState("two/counted", "healthy")).isEqualTo(1);
    assertThat(gateway.metric("plurence_upstream_in_flight{plurence_target=\"two/counted\"}"))
        .isEqualTo(0);
    assertThat(gateway.metric("plurence_upstream_connections_open")).isPositive();
  }

  @Test
  void whoAnsweredIsNotToldWhereThatIsSwitchedOff() {
    GatewayUnderTest discreet =
        GatewayUnderTest.start(
            """
            providers: { one: { base_url: "demo://one" } }
            models: { chat: { targets: [ { provider: one } ] } }
            answers: { attempts: false, target: false }
            """);
    try {
      for (String status : new String[] {"200", "400"}) {
        Answer answer = discreet.chat("chat", false, Map.of("x-demo-status", status));

        assertThat(answer.status()).isEqualTo(Integer.parseInt(status));
        assertThat(answer.header("x-plurence-attempts")).isEmpty();
        assertThat(answer.header("x-plurence-target")).isEmpty();
      }
    } finally {
      discreet.close();
    }
  }

  private static Answer ask(String model, Map<String, String> script) {
    Map<String, String> headers = new HashMap<>(script);
    headers.put("x-title", model);
    return gateway.chat(model, false, headers);
  }

  private static String id(Answer answer) {
    JsonObject body = Contract.isError(answer.status(), answer::header, answer.text());
    return body.getString("error_id");
  }

  private static long attempts(String model) {
    return attempts("one", model) + attempts("two", model);
  }

  private static long attempts(String provider, String model) {
    return gateway.demo(provider).journal().seen().stream()
        .filter(seen -> model.equals(seen.headers().get("x-title")))
        .count();
  }

  private static double attempted(String target, String outcome) {
    return gateway.metric(
        "plurence_upstream_attempt_duration_seconds_count{outcome=\"%s\",plurence_target=\"%s\"}"
            .formatted(outcome, target));
  }

  private static double inState(String target, String state) {
    return gateway.metric(
        "plurence_upstream_targets{plurence_target=\"%s\",state=\"%s\"}".formatted(target, state));
  }
}
