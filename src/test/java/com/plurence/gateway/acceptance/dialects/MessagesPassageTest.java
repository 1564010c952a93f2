package com.plurence.gateway.acceptance.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Asked;
import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients of the Messages API and providers of it say to one another, byte for byte. */
final class MessagesPassageTest {
  private static final String START =
      """
      event: message_start
      data: {"type":"message_start","message":{"id":"msg_1","usage":{"input_tokens":7,\
      "cache_read_input_tokens":5,"output_tokens":1}}}

      event: content_block_start
      data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

      """;
  private static final String DELTA =
      """
      event: content_block_delta
      data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hé"}}

      """;
  private static final String END =
      """
      event: content_block_stop
      data: {"type":"content_block_stop","index":0}

      event: message_delta
      data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":9,\
      "input_tokens":null,"output_tokens_details":{"thinking_tokens":4}}}

      event: message_stop
      data: {"type":"message_stop"}

      """;
  private static final String ERROR =
      """
      event: error
      data: {"type":"error","error":{"type":"overloaded_error","message":"Busy on host db-7"}}

      """;
  private static final String WHOLE =
      """
      {"type":"message" , "content":[],"model":"claude","stop_reason":"end_turn","future":1.50,\
      "usage":{"input_tokens":3,"output_tokens":2}}\
      """;

  private static GatewayUnderTest gateway;
  private static ScriptedProvider first;
  private static ScriptedProvider second;
  private static Map<HttpVersion, VersionedClient> clients;
  private static AccessLines access;

  @BeforeAll
  static void start() {
    access = AccessLines.listen();
    Vertx vertx = Vertx.vertx();
    first = new ScriptedProvider(vertx);
    second = new ScriptedProvider(vertx);
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              first: { kind: anthropic, base_url: "http://127.0.0.1:%d/v1", api_key: "k1" }
              second: { kind: anthropic, base_url: "http://127.0.0.1:%d/v1", api_key: "k2",
                        api_version: "2030-01-01" }
            models:
              none: { targets: [ { provider: first, model: none } ] }
              error: { targets: [ { provider: first, model: error } ] }
              bare: { targets: [ { provider: first, model: bare } ] }
              early: { targets: [ { provider: first, model: early } ] }
              garbled: { targets: [ { provider: first, model: garbled } ] }
              claude: { targets: [ { provider: first, model: up } ] }
              pair: { targets: [ { provider: first, model: one },
                                 { provider: second, model: two, priority: 2 } ] }
            """
                .formatted(first.port(), second.port()));
    clients = new EnumMap<>(HttpVersion.class);
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      clients.put(version, VersionedClient.of(gateway.outside(), gateway.port(), version));
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
    access.close();
  }

  private static String body(String model, boolean stream) {
    return """
    { "stream" : %s,"model":"%s","max_tokens":9, "messages":[{"role":"user","content":"hi"}] }\
    """
        .formatted(stream, model);
  }

  private static VersionedClient.Answer ask(HttpVersion version, String model, boolean stream) {
    return Objects.requireNonNull(clients.get(version))
        .post("/v1/messages", body(model, stream), Map.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aWholeMessagePassesAsItCame(HttpVersion version) {
    first.play(Reply.json(200, WHOLE).with("request-id", "req_up"));

    VersionedClient.Answer answer =
        Objects.requireNonNull(clients.get(version))
            .post(
                "/v1/messages?beta=true&secret=1",
                body("claude", false),
                Map.of(
                    "anthropic-version", "2029-01-01",
                    "anthropic-beta", "b1,b2",
                    "openai-beta", "no",
                    "x-request-id", "mine"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo(WHOLE);
    assertThat(answer.header("request-id")).isEqualTo(answer.header("x-request-id")).hasSize(36);
    assertThat(answer.header("x-plurence-dropped")).isEmpty();
    Asked asked = first.asked().get(0);
    assertThat(asked.uri()).isEqualTo("/v1/messages?beta=true");
    assertThat(asked.body()).isEqualTo(body("up", false));
    assertThat(asked.headers().get("x-api-key")).isEqualTo("k1");
    assertThat(asked.headers().get("anthropic-version")).isEqualTo("2029-01-01");
    assertThat(asked.headers().get("anthropic-beta")).isEqualTo("b1,b2");
    assertThat(asked.headers().contains("openai-beta")).isFalse();
    assertThat(asked.headers().contains("authorization")).isFalse();
    Map<String, String> line = line(answer);
    assertThat(line).containsEntry("route", "/v1/messages").containsEntry("model", "claude");
    assertThat(line)
        .containsEntry("input_tokens", "3")
        .containsEntry("output_tokens", "2")
        .containsEntry("finish_reason", "stop");
  }

  private static Map<String, String> line(VersionedClient.Answer answer) {
    String id = answer.header("x-request-id");
    await().until(() -> access.ofRequest(id).isPresent());
    return access.ofRequest(id).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aStreamPassesAsItCame(HttpVersion version) {
    String crlf = ": a comment\r\n\r\n" + START.replace("\n", "\r\n");
    String future = "event: future\ndata:{\"type\":\"future\"}\n\n";
    String ping = "event: ping\nid: 5\ndata: {\"type\": \"ping\"}\n\n";
    first.play(Reply.stream(crlf, ping + DELTA + future, ping + END));

    VersionedClient.Answer answer = ask(version, "claude", true);

    assertThat(answer.text()).isEqualTo(crlf + ping + DELTA + future + ping + END);
    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(first.asked().get(0).headers().get("anthropic-version")).isEqualTo("2023-06-01");
    assertThat(line(answer))
        .containsEntry("input_tokens", "12")
        .containsEntry("output_tokens", "9")
        .containsEntry("finish_reason", "tool_calls");
  }

  /** However the network cuts it. */
  @Test
  void aStreamInPiecesOfAnySizePassesAsItCame() {
    String stream = (START + DELTA + END).replace("\n", "\r\n");
    for (int size : new int[] {1, 7, 100}) {
      first.play(Reply.stream(stream.split("(?<=\\G(?s:.{" + size + "}))")));

      assertThat(ask(HttpVersion.HTTP_1_1, "claude", true).text()).isEqualTo(stream);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void untilThereIsContentAnotherTargetMayAnswer(HttpVersion version) {
    first.play(Reply.stream(START, ERROR));
    second.play(Reply.stream(START + DELTA + END));

    VersionedClient.Answer answer = ask(version, "pair", true);

    assertThat(answer.text()).isEqualTo(START + DELTA + END);
    assertThat(second.asked().get(0).headers().get("anthropic-version")).isEqualTo("2030-01-01");
    assertThat(second.asked().get(0).body()).contains("\"two\"");
  }

  @ParameterizedTest
  @CsvSource({
    "error, DAT000205, api_error",
    "bare, DAT000205, api_error",
    "early, DAT000202, api_error",
    "garbled, DAT000204, api_error"
  })
  void whatBreaksLaterIsOneLastEvent(String how, String id, String type) {
    String broken =
        switch (how) {
          case "error" -> ERROR;
          case "bare" -> "{\"type\":\"error\",\"error\":{\"type\":\"api_error\"}}\n\n";
          case "garbled" -> "event: content_block_delta\ndata: {\"type\n\n";
          default -> "event: message_sto";
        };
    first.play(Reply.stream(START + DELTA, broken, ""));

    for (HttpVersion version : new HttpVersion[] {HttpVersion.HTTP_1_1, HttpVersion.HTTP_2}) {
      VersionedClient.Answer answer = ask(version, how, true);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text()).startsWith(START + DELTA + "event: error\ndata: {\"error_id\":");
      String last = answer.text().substring((START + DELTA + "event: error\ndata: ").length());
      assertThat(last).endsWith("}\n\n").doesNotContain("db-7");
      JsonObject body = new JsonObject(last.strip());
      assertThat(body.getString("error_id")).isEqualTo(id);
      assertThat(body.getString("type")).isEqualTo("error");
      assertThat(body.getJsonObject("error").getString("type")).isEqualTo(type);
      assertThat(body.getString("request_id")).isEqualTo(answer.header("request-id"));
      // The tokens of what had come were made, and cost money.
      assertThat(line(answer)).containsEntry("input_tokens", "12").containsEntry("error_id", id);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"model: x\"}} |"
            + " DAT030205",
        "{} | DAT000108",
        "[] | DAT000108",
        "{\"type\":\"mess | DAT000108"
      })
  void whatIsNoMessageIsNone(String document, String id) {
    first.play(Reply.json(200, document));

    VersionedClient.Answer answer = ask(HttpVersion.HTTP_2, "none", false);

    assertThat(new JsonObject(answer.body()).getString("error_id")).isEqualTo(id);
  }

  @Test
  void aKeyMayBeABearerToken() {
    first.play(Reply.json(200, WHOLE));

    VersionedClient.Answer answer =
        Objects.requireNonNull(clients.get(HttpVersion.HTTP_1_1))
            .post(
                "/v1/messages",
                body("claude", false),
                Map.of("x-api-key", "", "authorization", "Bearer " + GatewayUnderTest.KEY));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void theSameKeyGivesTheFirstMessageAgain() {
    first.play(Reply.json(200, WHOLE));
    VersionedClient client = Objects.requireNonNull(clients.get(HttpVersion.HTTP_2));
    Map<String, String> key = Map.of("idempotency-key", "once");

    String one = client.post("/v1/messages", body("claude", false), key).text();
    VersionedClient.Answer two = client.post("/v1/messages", body("claude", false), key);

    assertThat(two.text()).isEqualTo(one);
    assertThat(two.header("idempotent-replayed")).isEqualTo("true");
    assertThat(first.asked()).hasSize(1);
  }
}
