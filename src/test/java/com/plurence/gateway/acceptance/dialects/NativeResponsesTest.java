package com.plurence.gateway.acceptance.dialects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses of providers that have the Responses API, for clients of it. */
final class NativeResponsesTest {
  private static final String LONG = "x".repeat(200_000);
  private static final String CREATED =
      event(
          "response.created",
          0,
          "\"response\":{\"id\":\"resp_1\",\"status\":\"in_progress\",\"instructions\":\"%s\"}");
  private static final String WAITING =
      event("response.queued", 1, "\"response\":{\"id\":\"resp_1\"}")
          + event("response.in_progress", 2, "\"response\":{\"id\":\"resp_1\"}");
  private static final String DELTA =
      ": comment\r\n\r\n" + event("response.output_text.delta", 3, "\"delta\":\"Hi\"");
  private static final String END =
      event(
          "response.incomplete",
          4,
          "\"response\":{\"id\":\"resp_1\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},"
              + "\"usage\":{\"input_tokens\":5,\"output_tokens\":2,\"total_tokens\":7}}");
  private static final String FAILED =
      event(
          "response.failed",
          4,
          "\"response\":{\"id\":\"resp_1\",\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"host"
              + " db-7\"}}");

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
              first: { kind: openai, base_url: "http://127.0.0.1:%d/v1", api_key: k1, responses: true }
              second: { kind: openai, base_url: "http://127.0.0.1:%d/v1", api_key: k2, responses: true }
            models:
              one: { targets: [ { provider: first, model: one } ] }
              failed: { targets: [ { provider: first, model: failed } ] }
              error: { targets: [ { provider: first, model: error } ] }
              early: { targets: [ { provider: first, model: early } ] }
              done: { targets: [ { provider: first, model: done } ] }
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

  private static String event(String type, int number, String members) {
    return "event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":%d,%s}\n\n"
        .formatted(type, type, number, members);
  }

  private static VersionedClient.Answer ask(HttpVersion version, String model) {
    return Objects.requireNonNull(clients.get(version))
        .post(
            "/v1/responses",
            "{\"model\":\"" + model + "\",\"input\":\"hi\",\"stream\":true}",
            Map.of());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aStreamPassesAsItCameWithoutAMarker(HttpVersion version) {
    String stream = CREATED.formatted("") + WAITING.replace("\n", "\r\n") + DELTA + END;
    first.play(Reply.stream(stream + "data: [DONE]\n\n"));

    VersionedClient.Answer answer = ask(version, "one");

    assertThat(answer.text()).isEqualTo(stream);
    String id = answer.header("x-request-id");
    await().until(() -> access.ofRequest(id).isPresent());
    assertThat(access.ofRequest(id).orElseThrow())
        .containsEntry("route", "/v1/responses")
        .containsEntry("input_tokens", "5")
        .containsEntry("finish_reason", "max_tokens");
  }

  /** However much of the request the provider repeats before. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void untilThereIsContentAnotherTargetMayAnswer(HttpVersion version) {
    first.play(Reply.stream(CREATED.formatted(LONG), WAITING, FAILED));
    second.play(Reply.stream(CREATED.formatted(LONG), WAITING, DELTA, END));

    assertThat(ask(version, "pair").text())
        .isEqualTo(CREATED.formatted(LONG) + WAITING + DELTA + END);
  }

  @ParameterizedTest
  @CsvSource({
    "failed, DAT000205, server_error",
    "error, DAT000205, server_error",
    "early, DAT000202, server_error",
    "done, DAT000202, server_error"
  })
  void whatBreaksLaterIsOneLastEvent(String how, String id, String code) {
    String sent = CREATED.formatted("Be brief.") + WAITING + DELTA;
    String broken =
        switch (how) {
          case "failed" -> FAILED;
          case "error" -> event("error", 4, "\"code\":\"server_error\",\"message\":\"host db-7\"");
          case "done" -> "data: [DONE]\n\n";
          default -> "event: response.comp";
        };
    first.play(Reply.stream(sent, broken));

    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      VersionedClient.Answer answer = ask(version, how);

      String begin = sent + "event: response.failed\ndata: ";
      assertThat(answer.text()).startsWith(begin).endsWith("}\n\n").doesNotContain("db-7");
      JsonObject last = new JsonObject(answer.text().substring(begin.length()).strip());
      assertThat(last.getString("error_id")).isEqualTo(id);
      assertThat(last.getString("request_id")).isEqualTo(answer.header("x-request-id"));
      assertThat(last.getInteger("sequence_number")).isEqualTo(4);
      assertThat(last.getJsonObject("error").getString("message"))
          .isEqualTo(last.getString("message"));
      JsonObject response = last.getJsonObject("response");
      assertThat(response.getString("id")).isEqualTo("resp_1");
      assertThat(response.getString("status")).isEqualTo("failed");
      assertThat(response.getJsonObject("error").getString("code")).isEqualTo(code);
    }
  }
}
