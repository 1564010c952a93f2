package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a request has taken of its limits when it is over, however it ended. Each row has a model of
 * its own, whose limits are read by counting tokens, which takes a request and no token.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SettlementTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final long LIMIT = 1_000_000;

  private final Map<HttpVersion, VersionedClient> clients = new EnumMap<>(HttpVersion.class);
  private GatewayUnderTest gateway;

  @BeforeAll
  void start() {
    StringBuilder models = new StringBuilder("limits:\n  models:\n");
    for (int i = 1; i < 40; i++) {
      models.append("    m%d: { rpm: 1000000, tpm: 1000000 }\n".formatted(i));
    }
    gateway =
        GatewayUnderTest.with(
                models.toString(), "upstream: { pool: { size: 1, queue: 0 }, max_attempts: 1 }")
            .demoModels()
            .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** What is used of the limits of one model. */
  private record Used(long requests, long tokens) {}

  /** The request that asks does not count. */
  private Used used(String model) {
    Answer answer =
        client(HttpVersion.HTTP_1_1)
            .post(
                "/v1/messages/count_tokens",
                "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
                    .formatted(model),
                Map.of());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return new Used(
        LIMIT - Long.parseLong(answer.header("x-ratelimit-remaining-requests")) - 1,
        LIMIT - Long.parseLong(answer.header("x-ratelimit-remaining-tokens")));
  }

  @ParameterizedTest
  @CsvSource({"m1, HTTP_1_1, false", "m2, HTTP_2, false", "m3, HTTP_1_1, true", "m4, HTTP_2, true"})
  void aResponseTakesWhatTheProviderReports(String model, HttpVersion version, boolean streamed) {
    String body =
        """
        {"model":"%s","stream":%s,"stream_options":{"include_usage":true},\
        "messages":[{"role":"user","content":"Tell me of the sea"}]}\
        """
            .formatted(model, streamed);

    Answer answer = client(version).post(CHAT, body, Map.of("x-demo-chunks", "7"));

    String total = "\"total_tokens\":";
    String text = answer.text();
    String told = text.substring(text.lastIndexOf(total) + total.length()).split("[^0-9]", 2)[0];
    assertThat(used(model)).isEqualTo(new Used(1, Long.parseLong(told)));
  }

  @ParameterizedTest
  @CsvSource({"m5, 0, 0, 0", "m6, 7, 5, 12"})
  void whatIsReportedCountsBeItNothing(String model, int input, int output, long tokens) {
    JsonObject answer =
        new JsonObject(
            """
            {"id":"c","object":"chat.completion","created":1,"model":"m",
             "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"x"}}],
             "usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d}}
            """
                .formatted(input, output, input + output));
    String script =
        Base64.getEncoder().encodeToString(answer.encode().getBytes(StandardCharsets.UTF_8));

    chat(model, Map.of("x-demo-body", script));

    assertThat(used(model)).isEqualTo(new Used(1, tokens));
  }

  @ParameterizedTest
  @CsvSource({"m7, 400", "m8, 500", "m9, 429"})
  void whatAProviderHasRefusedTakesARequestAndNoTokens(String model, String status) {
    Answer failed = chat(model, Map.of("x-demo-status", status));

    assertThat(failed.status()).isGreaterThanOrEqualTo(400);
    assertThat(used(model)).isEqualTo(new Used(1, 0));
  }

  @Test
  void whatWasNeverSentTakesNothing() {
    long asked = gateway.demo().journal().requests();
    StreamClient.Call busy =
        gateway.streams(HttpVersion.HTTP_1_1).chat("m10", true, Map.of("x-demo-latency", "600000"));
    await().until(() -> gateway.demo().journal().requests() > asked);
    Used before = used("m10");

    Answer full = chat("m10", Map.of());

    assertThat(full.text()).contains(ErrorCode.UPSTREAM_POOL_EXHAUSTED.id());
    assertThat(used("m10")).isEqualTo(new Used(before.requests() + 1, before.tokens()));
    busy.leave();
  }

  @ParameterizedTest
  @CsvSource({"m11, HTTP_1_1", "m12, HTTP_2"})
  void aStreamThatBreaksTakesItsInputAndWhatHasCome(String model, HttpVersion version) {
    Answer broken =
        client(version)
            .post(
                CHAT,
                GatewayUnderTest.chatBody(model, true),
                Map.of("x-demo-chunks", "50", "x-demo-fault", "reset", "x-demo-fault-after", "20"));

    assertThat(broken.text()).contains("event: error");
    long input = input(model);
    assertThat(used(model).requests()).isEqualTo(1);
    assertThat(used(model).tokens()).isBetween(input + 10, input + 30);
  }

  @ParameterizedTest
  @CsvSource({"m13, HTTP_1_1", "m14, HTTP_2"})
  void aClientThatLeavesInMidStreamPaysForWhatItHasGot(String model, HttpVersion version) {
    StreamClient.Call call =
        gateway
            .streams(version)
            .chat(model, true, Map.of("x-demo-chunks", "50", "x-demo-lockstep", model));
    await().until(() -> call.hasHead() && call.length() > 0);

    call.leave();

    await()
        .untilAsserted(
            () -> assertThat(used(model).tokens()).isBetween(input(model), input(model) + 20));
  }

  @ParameterizedTest
  @CsvSource({"m15, HTTP_1_1", "m16, HTTP_2"})
  void aClientThatLeavesBeforeAnythingHasComePaysForItsInput(String model, HttpVersion version) {
    long before = gateway.demo().journal().requests();
    StreamClient.Call call =
        gateway.streams(version).chat(model, false, Map.of("x-demo-latency", "600000"));
    await().until(() -> gateway.demo().journal().requests() > before);

    call.leave();

    await().untilAsserted(() -> assertThat(used(model).tokens()).isEqualTo(input(model)));
  }

  private static long input(String model) {
    return (GatewayUnderTest.chatBody(model, true).length() * 330L + 999) / 1000;
  }

  private Answer chat(String model, Map<String, String> headers) {
    return client(HttpVersion.HTTP_1_1)
        .post(CHAT, GatewayUnderTest.chatBody(model, false), headers);
  }

  private VersionedClient client(HttpVersion version) {
    return clients.computeIfAbsent(
        version, v -> VersionedClient.of(gateway.outside(), gateway.port(), v));
  }
}
