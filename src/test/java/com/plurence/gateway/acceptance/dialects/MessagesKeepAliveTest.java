package com.plurence.gateway.acceptance.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that wait for a silent provider, and those that want the contract alone. */
final class MessagesKeepAliveTest {
  private static final String PING = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
  private static final String START =
      "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{}}\n\n";

  private static GatewayUnderTest gateway;
  private static ScriptedProvider provider;

  @BeforeAll
  static void start() {
    provider = new ScriptedProvider(Vertx.vertx());
    gateway =
        GatewayUnderTest.start(
            """
            answers: { keep_alive: 200ms }
            errors: { sdk_alias: never }
            providers:
              a: { kind: anthropic, base_url: "http://127.0.0.1:%d/v1", api_key: k,
                   upstream: { idle_timeout: 1s } }
              b: { kind: openai, base_url: "http://127.0.0.1:%d/v1", api_key: k, responses: true,
                   upstream: { idle_timeout: 1s } }
            models:
              c: { targets: [ { provider: a, model: c } ] }
              r: { targets: [ { provider: b, model: r } ] }
            """
                .formatted(provider.port(), provider.port()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static VersionedClient client(HttpVersion version) {
    return VersionedClient.of(gateway.outside(), gateway.port(), version);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whoeverWaitsHearsAPingAndThenWhatWentWrong(HttpVersion version) {
    provider.play(Reply.stream(START).withoutEnd());

    String events =
        client(version)
            .post(
                "/v1/messages",
                "{\"model\":\"c\",\"max_tokens\":1,\"stream\":true,\"messages\":[{}]}",
                Map.of())
            .text();

    assertThat(events).startsWith(PING).contains("event: error\ndata: {").doesNotContain("start");
    assertThat(events.substring(events.indexOf("event: error"))).contains("\"type\":\"error\"");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whoeverWaitsForAResponseHearsAComment(HttpVersion version) {
    provider.play(Reply.stream(": silence\n\n").withoutEnd());

    String events =
        client(version)
            .post("/v1/responses", "{\"model\":\"r\",\"stream\":true,\"input\":\"x\"}", Map.of())
            .text();

    assertThat(events).startsWith(": keep-alive\n").contains("event: response.failed\ndata: {");
  }

  @Test
  void nobodyGetsAnAliasWhereNobodyShall() {
    VersionedClient.Answer answer =
        client(HttpVersion.HTTP_1_1).post("/v1/messages", "{}", Map.of());

    assertThat(new JsonObject(answer.body()).fieldNames()).doesNotContain("type", "error");
    assertThat(answer.header("request-id")).isEqualTo(answer.header("x-request-id"));
  }
}
