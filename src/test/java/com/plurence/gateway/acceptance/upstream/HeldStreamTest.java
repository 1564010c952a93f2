package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a stream the gateway holds: before its first content, and for a slow client. */
final class HeldStreamTest {
  private GatewayUnderTest gateway;

  @BeforeEach
  void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one" }
              two: { base_url: "demo://two" }
            models: { chat: { targets: [ { provider: one }, { provider: two, priority: 2 } ] } }
            """);
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 60})
  void anErrorAfterAFewEventsWithoutContentStillFailsOver(int pings) {
    Answer answer = gateway.chat("chat", true, errorAfter(pings));

    assertThat(answer.header("x-plurence-target")).hasValue("two/chat");
    assertThat(answer.text()).doesNotContain("error").endsWith("data: [DONE]\n\n");
  }

  @Test
  void afterSixtyFourEventsTheAnswerHasBegun() {
    sendBeforeAnError("data: {\"choices\":[{\"delta\":{}}]}\n\n", 70);

    Answer answer = gateway.chat("chat", true, Map.of());

    begunByTheFirst(answer);
  }

  @Test
  void afterSixteenKibibytesTheAnswerHasBegun() {
    sendBeforeAnError(
        "data: {\"choices\":[{\"delta\":{}}],\"x\":\"" + "x".repeat(1000) + "\"}\n\n", 20);

    Answer answer = gateway.chat("chat", true, Map.of());

    begunByTheFirst(answer);
  }

  /** The first provider sends so many events, one by one, and then an error. */
  private void sendBeforeAnError(String event, int times) {
    String body = event.repeat(times) + "data: {\"error\":{\"message\":\"late\"}}\n\n";
    gateway
        .demo("one")
        .script(
            DemoScript.of(
                "x-demo-body",
                Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8)),
                "x-demo-split",
                Integer.toString(event.length()),
                "x-demo-interval",
                "1"));
  }

  @Test
  void afterTwoSecondsTheAnswerHasBegun() {
    StreamClient.Call call =
        gateway
            .streams(HttpVersion.HTTP_1_1)
            .chat("chat", true, Map.of("x-demo-pings", "2", "x-demo-fault", "stall"));

    until(call::hasHead);

    assertThat(call.header("x-plurence-target")).isEqualTo("one/chat");
    until(() -> call.text().startsWith("data: "));
    call.leave();
    until(() -> gateway.demo("one").journal().open() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatDoesNotReadHoldsBackTheProvider(HttpVersion version) {
    Map<String, String> flood = Map.of("x-demo-chunks", "64000", "x-demo-size", "1000");
    StreamClient.Call call = gateway.streams(version).chat("chat", true, flood);
    until(call::hasHead);

    call.pause();

    await()
        .during(Duration.ofMillis(1500))
        .atMost(Duration.ofSeconds(10))
        .until(() -> gateway.demo("one").journal().open() == 1);
    assertThat(call.ended()).isFalse();
    call.leave();
    until(() -> gateway.demo("one").journal().open() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatReadsSlowlyGetsEverything(HttpVersion version) {
    Map<String, String> large = Map.of("x-demo-chunks", "4000", "x-demo-size", "1000");
    String expected = gateway.chat("chat", true, large).text();
    StreamClient.Call call = gateway.streams(version).chat("chat", true, large);
    until(call::hasHead);

    for (int i = 0; i < 5; i++) {
      int seen = call.length();
      call.pause();
      call.fetch(20);
      until(() -> call.length() > seen || call.ended());
    }
    call.resume();

    until(call::ended);
    assertThat(call.text()).isEqualTo(expected);
  }

  private static Map<String, String> errorAfter(int pings) {
    return Map.of(
        "x-demo-on", "one",
        "x-demo-pings", Integer.toString(pings),
        "x-demo-interval", "1",
        "x-demo-fault", "error-event");
  }

  private static void begunByTheFirst(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-plurence-target")).hasValue("one/chat");
    assertThat(answer.text())
        .contains("event: error", ErrorCode.STREAM_PROVIDER_ERROR.id())
        .doesNotContain("[DONE]");
  }
}
