package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.GatewayUnderTest.Answer;
import com.plurence.gateway.testing.client.Contract;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may take, by configuration and by the client's own word. */
final class DeadlinesTest {
  private static final Map<String, String> SILENT = Map.of("x-demo-latency", "60000");

  private static ServerSocket full;
  private static List<Socket> waiting;
  private static GatewayUnderTest gateway;

  private long begun;

  @BeforeAll
  static void start() throws IOException {
    full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    waiting = fill(full);
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one" }
              two: { base_url: "demo://two" }
              full: { base_url: "http://127.0.0.1:%d/v1" }
            upstream:
              connect_timeout: 300ms
              backoff: { base: 10ms, cap: 20ms }
              breaker: { failures: 1000 }
            models:
              chat: { targets: [ { provider: one } ] }
              pair: { targets: [ { provider: one }, { provider: two, priority: 2 } ] }
              dated: { targets: [ { provider: one }, { provider: two, priority: 2 } ] }
              brief: { targets: [ { provider: one, upstream: { total_timeout: 400ms } } ] }
              hasty: { targets: [ { provider: one, upstream: { retry_time: 2s, max_attempts: 9 } } ] }
              full: { targets: [ { provider: full } ] }
            """
                .formatted(full.getLocalPort()));
  }

  /** Connects until the queue of what is not yet accepted is full, so that no more get through. */
  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Socket socket = new Socket();
      sockets.add(socket);
      try {
        socket.connect(server.getLocalSocketAddress(), 200);
      } catch (IOException enough) {
        return sockets;
      }
    }
    return sockets;
  }

  @AfterAll
  static void stop() throws IOException {
    gateway.close();
    for (Socket socket : waiting) {
      socket.close();
    }
    full.close();
  }

  @BeforeEach
  void look() {
    begun = attempts();
  }

  @AfterEach
  void nothingIsLeft() {
    until(() -> gateway.demo("one").journal().open() + gateway.demo("two").journal().open() == 0);
  }

  @Test
  void aServerThatDoesNotAcceptIsTriedAgainAndGivenUp() {
    Answer answer = gateway.chat("full", false, Map.of());

    isError(answer, ErrorCode.UPSTREAM_CONNECT_TIMEOUT);
    assertThat(answer.header("x-plurence-attempts")).hasValue("3");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTotalTimeEndsAnAnswerThatHasNotBegun(boolean streamed) {
    Answer answer = gateway.chat("brief", streamed, SILENT);

    isError(answer, ErrorCode.UPSTREAM_DEADLINE);
    assertThat(attempts() - begun).isEqualTo(1);
  }

  @Test
  void theTotalTimeEndsAStreamThatGoesOn() {
    Answer answer =
        gateway.chat("brief", true, Map.of("x-demo-chunks", "100000", "x-demo-interval", "10"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .contains("event: error", ErrorCode.STREAM_DEADLINE.id())
        .doesNotContain("[DONE]");
  }

  @Test
  void aWaitThatWouldOutlastTheTotalTimeIsNotWaitedFor() {
    Answer answer = gateway.chat("brief", false, busy("retry-after-ms: 1500"));

    isError(answer, ErrorCode.UPSTREAM_OVERLOADED);
    assertThat(answer.header("retry-after")).hasValue("2");
    assertThat(attempts() - begun).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.4", "1"})
  void aClientThatWaitsForLessIsAnsweredWithinThat(String seconds) {
    Answer answer =
        gateway.chat(
            "chat", false, Map.of("x-demo-latency", "60000", "x-stainless-timeout", seconds));

    isError(answer, ErrorCode.UPSTREAM_DEADLINE);
  }

  @Test
  void aClientThatWaitsForMoreDoesNotRaiseTheTotalTime() {
    Answer answer =
        gateway.chat(
            "brief", false, Map.of("x-demo-latency", "60000", "x-stainless-timeout", "600"));

    isError(answer, ErrorCode.UPSTREAM_DEADLINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "pair"})
  void aClientThatRepeatsItselfGetsOneAttempt(String model) {
    Answer answer =
        gateway.chat(model, false, Map.of("x-demo-status", "503", "x-stainless-retry-count", "1"));

    isError(answer, ErrorCode.UPSTREAM_OVERLOADED);
    assertThat(answer.header("x-plurence-attempts")).hasValue("1");
    assertThat(attempts() - begun).isEqualTo(1);
  }

  @Test
  void aClientThatDoesNotRepeatItselfGetsAllAttempts() {
    Answer answer =
        gateway.chat("pair", false, Map.of("x-demo-status", "503", "x-stainless-retry-count", "0"));

    isError(answer, ErrorCode.UPSTREAM_OVERLOADED);
    assertThat(attempts() - begun).isEqualTo(3);
  }

  @Test
  void noAttemptBeginsOnceTheTimeForRetriesIsOver() {
    Answer answer = gateway.chat("hasty", false, busy("retry-after-ms: 1200"));

    isError(answer, ErrorCode.UPSTREAM_OVERLOADED);
    assertThat(attempts() - begun).isEqualTo(2);
  }

  @Test
  void aDateToComeBackAtIsPassedOnInSeconds() {
    ZonedDateTime later = ZonedDateTime.now(ZoneOffset.UTC).plus(Duration.ofSeconds(90));
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(later);

    Answer answer = gateway.chat("dated", false, busy("Retry-After: " + date));

    isError(answer, ErrorCode.UPSTREAM_OVERLOADED);
    assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(60, 90);
    assertThat(attempts() - begun).isEqualTo(2);
  }

  private static Map<String, String> busy(String header) {
    return Map.of("x-demo-status", "503", "x-demo-header", header);
  }

  private static long attempts() {
    return gateway.demo("one").journal().requests() + gateway.demo("two").journal().requests();
  }

  private static void isError(Answer answer, ErrorCode expected) {
    JsonObject body = Contract.isError(answer.status(), answer::header, answer.text());
    assertThat(body.getString("error_id")).isEqualTo(expected.id());
  }
}
