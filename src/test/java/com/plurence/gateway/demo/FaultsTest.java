package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.RawClient.End;
import com.plurence.gateway.demo.RawClient.Received;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@VertxTest
final class FaultsTest {
  /** The end of a chunked body. */
  private static final String LAST_CHUNK = "0\r\n\r\n";

  private static final Duration PATIENCE = Duration.ofMillis(500);

  private DemoProvider demo;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuse", "reset-before-head"})
  void resetsBeforeTheHead(String fault) throws Exception {
    Received received = call(true, "x-demo-fault", fault);

    assertThat(received).isEqualTo(new Received("", End.RESET));
    assertThat(demo.journal().left()).isZero();
    assertThat(demo.journal().open()).isZero();
  }

  @Test
  void refusesWithoutWaitingForTheBody() throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      Received received =
          client
              .send(
                  String.join(
                      "\r\n",
                      "POST /v1/chat/completions HTTP/1.1",
                      "Host: a",
                      "Content-Length: 9",
                      "x-demo-fault: refuse",
                      "",
                      ""))
              .readAll(Duration.ofSeconds(5));

      assertThat(received.text()).isEmpty();
      assertThat(received.end()).isEqualTo(End.RESET);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "reset, 0, RESET",
    "reset, 2, RESET",
    "cut, 0, CLOSED",
    "cut, 2, CLOSED",
    "stall, 0, SILENT",
    "stall, 2, SILENT"
  })
  void breaksAStreamOffAfterChunks(String fault, int after, End end) throws Exception {
    Received received =
        call(true, "x-demo-fault", fault, "x-demo-fault-after", "" + after, "x-demo-chunks", "5");

    assertThat(received.end()).isEqualTo(end);
    assertThat(received.head()).startsWith("HTTP/1.1 200 OK").contains("text/event-stream");
    assertThat(contents(received)).isEqualTo(after);
    assertThat(received.body()).doesNotContain("[DONE]").doesNotEndWith(LAST_CHUNK);
  }

  @ParameterizedTest
  @CsvSource({"close, 0", "close, 2", "truncated, 0", "truncated, 2", "no-done, 5"})
  void endsAStreamInGoodOrderWithoutItsMarker(String fault, int contents) throws Exception {
    Received received =
        call(
            true, "x-demo-fault", fault, "x-demo-fault-after", "" + contents, "x-demo-chunks", "5");

    assertThat(received.body()).doesNotContain("[DONE]").endsWith(LAST_CHUNK);
    assertThat(contents(received)).isEqualTo(contents);
    assertThat(received.body().contains("\"finish_reason\":\"stop\"")).isEqualTo(contents == 5);
    assertThat(received.body().contains("}\n\n\r\n" + LAST_CHUNK))
        .isEqualTo(!fault.equals("truncated") && contents > 0);
  }

  @Test
  void putsABrokenEventIntoAStreamThatGoesOn() throws Exception {
    Received received =
        call(true, "x-demo-fault", "malformed", "x-demo-fault-after", "1", "x-demo-chunks", "3");

    assertThat(received.body()).contains("\"del\n\n").contains("[DONE]").endsWith(LAST_CHUNK);
  }

  @ParameterizedTest
  @CsvSource({"error-event, false", "named-error-event, true"})
  void endsAStreamWithAnErrorEvent(String fault, boolean named) throws Exception {
    Received received =
        call(
            true,
            "x-demo-fault",
            fault,
            "x-demo-fault-after",
            "1",
            "x-demo-error-code",
            "overloaded",
            "x-demo-error-message",
            "Too busy");

    assertThat(contents(received)).isEqualTo(1);
    assertThat(received.body()).doesNotContain("[DONE]").endsWith(LAST_CHUNK);
    assertThat(received.body().contains("event: error\ndata: {\"error\":")).isEqualTo(named);
    assertThat(received.body())
        .contains("data: {\"error\":{\"message\":\"Too busy\",\"type\":\"server_error\"")
        .contains("\"code\":\"overloaded\"");
  }

  @Test
  void sendsNothingBeforeAFaultAtZeroButPings() throws Exception {
    Received bare = call(true, "x-demo-fault", "error-event");
    Received pinged = call(true, "x-demo-fault", "error-event", "x-demo-pings", "2");

    assertThat(bare.body()).doesNotContain("\"role\"");
    assertThat(pinged.body()).containsOnlyOnce("\"role\"").contains("\"delta\":{\"content\":\"\"}");
  }

  @ParameterizedTest
  @CsvSource({"true, text/event-stream", "false, application/json"})
  void answersWithNothing(boolean stream, String type) throws Exception {
    Received received = call(stream, "x-demo-fault", "empty");

    assertThat(received.head()).startsWith("HTTP/1.1 200").contains(type);
    assertThat(received.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersWithAPage(boolean stream) throws Exception {
    Received received = call(stream, "x-demo-fault", "html");

    assertThat(received.head()).startsWith("HTTP/1.1 200").contains("text/html");
    assertThat(received.body()).startsWith("<!DOCTYPE html>");
  }

  @ParameterizedTest
  @CsvSource({
    "close, 0, CLOSED, true",
    "cut, 0, CLOSED, true",
    "reset, 0, RESET, false",
    "reset, 1, RESET, true",
    "stall, 0, SILENT, false",
    "stall, 1, SILENT, true"
  })
  void breaksAPlainAnswerOffBeforeItsAnnouncedLength(String fault, int after, End end, boolean half)
      throws Exception {
    Received received = call(false, "x-demo-fault", fault, "x-demo-fault-after", "" + after);

    assertThat(received.end()).isEqualTo(end);
    int announced = Integer.parseInt(received.head().replaceAll("(?is).*length: (\\d+).*", "$1"));
    assertThat(received.body()).hasSize(half ? announced / 2 : 0);
  }

  @Test
  void truncatesAPlainAnswerInGoodOrder() throws Exception {
    Received received = call(false, "x-demo-fault", "truncated");

    assertThat(received.head()).contains("chunked");
    assertThat(received.body()).contains("{\"id\"").doesNotContain("usage").endsWith(LAST_CHUNK);
  }

  @Test
  void answersWithBrokenJson() throws Exception {
    Received received = call(false, "x-demo-fault", "malformed");

    assertThat(received.head()).startsWith("HTTP/1.1 200").contains("application/json");
    assertThat(received.body()).startsWith("{\"id\"").endsWith(",");
  }

  @Test
  void answersOkWithAnError() throws Exception {
    Received received = call(false, "x-demo-fault", "error-event", "x-demo-error-type", "busy");

    assertThat(received.head()).startsWith("HTTP/1.1 200");
    assertThat(error(received).getString("type")).isEqualTo("busy");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersWithAStatusItsErrorAndHeaders(boolean stream) throws Exception {
    Received received =
        call(
            stream,
            "x-demo-status",
            "429",
            "x-demo-error-code",
            "insufficient_quota",
            "x-demo-error-param",
            "model",
            "x-demo-header",
            "Retry-After: 7",
            "x-demo-header",
            "x-other: a: b");

    assertThat(received.head())
        .startsWith("HTTP/1.1 429 Too Many Requests")
        .contains("Retry-After: 7", "x-other: a: b", "application/json");
    assertThat(error(received).getString("code")).isEqualTo("insufficient_quota");
    assertThat(error(received).getString("param")).isEqualTo("model");
    assertThat(error(received).getString("type")).isEqualTo("requests");
  }

  @Test
  void redirects() throws Exception {
    Received received =
        call(false, "x-demo-status", "307", "x-demo-header", "Location: http://127.0.0.1:1/");

    assertThat(received.head())
        .startsWith("HTTP/1.1 307")
        .contains("Location: http://127.0.0.1:1/");
    assertThat(received.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void answersWithTheExactBody(boolean stream) throws Exception {
    String body =
        Base64.getEncoder().encodeToString("any \r\n bytes".getBytes(StandardCharsets.UTF_8));

    Received received =
        call(
            stream, "x-demo-body", body, "x-demo-content-type", "text/odd", "x-demo-status", "503");

    assertThat(received.head()).startsWith("HTTP/1.1 503").contains("content-type: text/odd");
    assertThat(received.body()).isEqualTo("any \r\n bytes");
  }

  @Test
  void appliesToTheNamedProvidersOnly() throws Exception {
    assertThat(call(false, "x-demo-status", "500", "x-demo-on", "a, demo").head())
        .contains(" 500 ");
    assertThat(call(false, "x-demo-status", "500", "x-demo-on", "a,b").head()).contains(" 200 ");
  }

  @Test
  void failsSomeTimesThenSucceeds() throws Exception {
    String[] script = {"x-demo-status", "500", "x-demo-times", "2", "x-demo-id", "one"};

    assertThat(call(false, script).head()).contains(" 500 ");
    assertThat(call(false, script).head()).contains(" 500 ");
    assertThat(call(false, script).head()).contains(" 200 ");
    script[5] = "two";
    assertThat(call(false, script).head()).contains(" 500 ");
  }

  private Received call(boolean stream, String... headers) throws Exception {
    try (RawClient client = RawClient.to(demo)) {
      return client.chat(stream, headers).readAll(PATIENCE);
    }
  }

  private static int contents(Received received) {
    return received.body().split("\"delta\":\\{\"content\":\"[^\"]+\"}", -1).length - 1;
  }

  private static JsonObject error(Received received) {
    return new JsonObject(received.body()).getJsonObject("error");
  }
}
