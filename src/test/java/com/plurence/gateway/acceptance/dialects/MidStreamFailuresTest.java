package com.plurence.gateway.acceptance.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.golden.GoldenEvents;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider of each dialect fails in the middle of a stream, in each way, before a client of each
 * dialect: it gets what had come, then one error event of its own dialect, and nothing that says
 * that the response is whole.
 */
final class MidStreamFailuresTest {
  /** Each way to fail, and what the contract calls it. */
  private static final Map<String, String> FAULTS =
      Map.of(
          "error-event", "DAT000205",
          "malformed", "DAT000204",
          "close", "DAT000202",
          "truncated", "DAT000202",
          "reset", "DAT000203",
          "stall", "DAT000201");

  private static final Map<String, String> REQUESTS =
      Map.of(
          "/v1/chat/completions",
          """
          {"model":"%s","stream":true,"messages":[{"role":"user","content":"Hi"}]}\
          """,
          "/v1/messages",
          """
          {"model":"%s","stream":true,"max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}\
          """,
          "/v1/responses",
          """
          {"model":"%s","stream":true,"input":"Hi"}\
          """);

  /** The last event of a stream that broke, and what stands only in one that did not. */
  private static final Map<String, List<String>> ENDS =
      Map.of(
          "/v1/chat/completions", List.of("error", "[DONE]", "\"finish_reason\":\"stop\""),
          "/v1/messages", List.of("error", "message_stop", "message_delta"),
          "/v1/responses", List.of("response.failed", "response.completed", "response.incomplete"));

  private static GatewayUnderTest gateway;
  private static VersionedClient client;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers: { lab: { kind: demo, upstream: { idle_timeout: 1s, breaker: off } } }
            models:
              openai: { targets: [ { provider: lab, model: o } ] }
              anthropic: { targets: [ { provider: lab, model: a, dialect: anthropic } ] }
              google: { targets: [ { provider: lab, model: g, dialect: google } ] }
              responses: { targets: [ { provider: lab, model: r, dialect: responses } ] }
            """);
    client = VersionedClient.of(gateway.outside(), gateway.port(), HttpVersion.HTTP_2);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  static Stream<Arguments> failures() {
    return Stream.of("openai", "anthropic", "google", "responses")
        .flatMap(
            provider ->
                REQUESTS.keySet().stream()
                    .flatMap(
                        route ->
                            FAULTS.keySet().stream()
                                .map(fault -> Arguments.of(route, provider, fault))));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theClientIsToldInItsOwnDialect(String route, String provider, String fault) {
    String body = String.valueOf(REQUESTS.get(route)).formatted(provider);
    List<String> ends = ENDS.getOrDefault(route, List.of());

    VersionedClient.Answer answer =
        client.post(
            route,
            body,
            Map.of("x-demo-chunks", "9", "x-demo-fault", fault, "x-demo-fault-after", "3"));

    assertThat(answer.status()).isEqualTo(200);
    ArrayNode events = GoldenEvents.of(answer.text());
    JsonNode last = events.get(events.size() - 1);
    assertThat(GoldenEvents.sequenceFaults(events)).isEmpty();
    assertThat(answer.text()).contains("1 ", "2 ", "3 ");
    assertThat(answer.text()).doesNotContain(ends.subList(1, ends.size()));
    assertThat(last.path("event").asText()).isEqualTo(ends.get(0));
    assertThat(last.path("data").path("error_id").asText()).isEqualTo(FAULTS.get(fault));
  }
}
