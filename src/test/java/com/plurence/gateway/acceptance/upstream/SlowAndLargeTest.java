package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that are slow to read or to answer, or send more at once than anybody wants. */
final class SlowAndLargeTest {
  private static Vertx vertx;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    NetServerOptions small = new NetServerOptions().setReceiveBufferSize(64 * 1024);
    NetServer deaf = done(vertx.createNetServer(small).connectHandler(NetSocket::pause).listen(0));
    gateway =
        GatewayUnderTest.start(
            """
            limits_http: { body: 64MiB }
            answers: { keep_alive: 200ms }
            providers:
              one: { base_url: "demo://one" }
              two: { base_url: "demo://two" }
              deaf: { base_url: "http://127.0.0.1:%d/v1" }
            upstream: { first_byte_timeout: 300ms, idle_timeout: 300ms, retry_time: 10s, event: 4KiB }
            models:
              chat: { targets: [ { provider: one, upstream: { breaker: off } } ] }
              large: { targets: [ { provider: one, upstream: { first_byte_timeout: 20s } } ] }
              patient: { targets: [ { provider: one, upstream: { first_byte_timeout: 20s } } ] }
              pair: { targets: [ { provider: one }, { provider: two, priority: 2 } ] }
              deaf: { targets: [ { provider: deaf, upstream: { write_timeout: 300ms } } ] }
            """
                .formatted(deaf.actualPort()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
  }

  @Test
  void aWholeAnswerMayTakeLongerThanTheFirstByteOfAStream() {
    Answer answer = gateway.chat("chat", false, Map.of("x-demo-latency", "900"));

    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
  }

  @Test
  void aProviderThatTakesNothingOfTheRequestIsGivenUp() {
    String text = "x".repeat(32 * 1024 * 1024);
    String body = GatewayUnderTest.chatBody("deaf", false).replace("\"Hi\"", "\"" + text + "\"");

    Answer answer = gateway.post("/v1/chat/completions", body, Map.of());

    assertThat(answer.text()).contains(ErrorCode.UPSTREAM_NOT_READING.id());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void anEventThatIsTooLargeEndsTheStreamAtOnceAndMarksNobody(HttpVersion version) {
    for (int i = 0; i < 8; i++) {
      StreamClient.Call call =
          gateway
              .streams(version)
              .chat("large", true, Map.of("x-demo-size", "200000", "x-demo-chunks", "1"));
      until(call::ended);
      assertThat(call.text())
          .containsAnyOf(ErrorCode.UPSTREAM_TOO_LARGE.id(), ErrorCode.STREAM_EVENT_TOO_LARGE.id())
          .doesNotContain("[DONE]");
    }

    assertThat(gateway.chat("large", false, Map.of()).header("x-plurence-target"))
        .hasValue("one/large");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whileAProviderIsSilentTheClientOfAStreamGetsComments(HttpVersion version) {
    StreamClient.Call call =
        gateway.streams(version).chat("patient", true, Map.of("x-demo-latency", "1200"));

    until(call::ended);

    assertThat(call.status()).isEqualTo(200);
    assertThat(call.header("content-type")).isEqualTo("text/event-stream");
    assertThat(call.header("x-accel-buffering")).isEqualTo("no");
    assertThat(call.text())
        .startsWith(": keep-alive\n: keep-alive\n")
        .doesNotContain(": keep-alive\n\n")
        .endsWith("data: [DONE]\n\n");
  }

  /** A comment is no part of what the model says, and the time to it tells nothing of a model. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aCommentIsNotTakenForTheFirstByteOfTheResponse(HttpVersion version) {
    try (AccessLines access = AccessLines.listen()) {
      StreamClient.Call call =
          gateway.streams(version).chat("patient", true, Map.of("x-demo-latency", "1200"));
      until(() -> call.ended() && !access.of("patient").isEmpty());

      String firstByte = access.of("patient").get(0).get("first_byte_ms");
      assertThat(Double.parseDouble(firstByte)).isGreaterThan(1199);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void failoverGoesOnBehindTheComments(HttpVersion version) {
    StreamClient.Call call =
        gateway
            .streams(version)
            .chat("pair", true, Map.of("x-demo-latency", "60000", "x-demo-on", "one"));

    until(call::ended);

    assertThat(call.text()).startsWith(": keep-alive\n").endsWith("data: [DONE]\n\n");
    assertThat(call.text()).doesNotContain("error");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aFailureBehindTheCommentsIsTheStreamErrorEvent(HttpVersion version) {
    StreamClient.Call call =
        gateway.streams(version).chat("chat", true, Map.of("x-demo-latency", "60000"));

    until(call::ended);

    assertThat(call.status()).isEqualTo(200);
    assertThat(call.text())
        .startsWith(": keep-alive\n")
        .contains("event: error\ndata: ", ErrorCode.UPSTREAM_FIRST_BYTE_TIMEOUT.id())
        .doesNotContain("[DONE]");
  }
}
