package com.plurence.gateway.acceptance.observability;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a request is booked in the log and the metrics, whichever way it ends, on both versions. */
final class EndingsTest {
  private static final String YAML =
      """
      providers: { one: { base_url: "demo://one" } }
      models: { chat: { targets: [ { provider: one, upstream: { max_attempts: 1 } } ] } }
      """;

  private static GatewayUnderTest gateway;
  private AccessLines access;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.start(YAML);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void listen() {
    access = AccessLines.listen();
  }

  @AfterEach
  void close() {
    access.close();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "HTTP_1_1, plain",
    "HTTP_1_1, large",
    "HTTP_1_1, streamed",
    "HTTP_1_1, streamed at once",
    "HTTP_2, plain",
    "HTTP_2, large",
    "HTTP_2, streamed",
    "HTTP_2, streamed at once",
  })
  void aWholeAnswerIsBookedAsOne(HttpVersion version, String kind) {
    double before = counted(200);
    Map<String, String> script =
        switch (kind) {
          case "large" -> Map.of("x-demo-size", "300000");
          case "streamed" -> Map.of("x-demo-chunks", "40", "x-demo-interval", "1");
          default -> Map.of();
        };

    StreamClient.Call call =
        gateway.streams(version).chat("chat", kind.startsWith("streamed"), script);
    until(call::ended);

    Map<String, String> line = line();
    assertThat(line)
        .containsEntry("status", "200")
        .containsEntry("bytes_out", Integer.toString(call.length()))
        .containsEntry("finish_reason", "stop")
        .containsKeys("input_tokens", "output_tokens", "target", "first_byte_ms")
        .doesNotContainKeys("outcome", "error_id");
    assertThat(line.get("attempts")).doesNotContain("cancelled");
    until(() -> counted(200) == before + 1);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "HTTP_1_1, nowhere, DAT030009, 404",
    "HTTP_2, nowhere, DAT030009, 404",
    "HTTP_1_1, chat, DAT000110, 500",
    "HTTP_2, chat, DAT000110, 500",
  })
  void anErrorIsBookedAsOne(HttpVersion version, String model, String error, int status) {
    StreamClient.Call call =
        gateway.streams(version).chat(model, false, Map.of("x-demo-status", "500"));
    until(call::ended);

    assertThat(call.text()).contains(error);
    until(() -> !access.of(model).isEmpty());
    assertThat(access.of(model).get(0))
        .containsEntry("status", Integer.toString(status))
        .containsEntry("error_id", error)
        .doesNotContainKey("outcome");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aStreamThatBreaksIsBookedWithItsErrorAndNoDisconnect(HttpVersion version) {
    StreamClient.Call call =
        gateway
            .streams(version)
            .chat("chat", true, Map.of("x-demo-fault", "reset", "x-demo-fault-after", "2"));
    until(call::ended);

    assertThat(call.text()).contains("event: error");
    assertThat(line())
        .containsEntry("status", "200")
        .containsEntry("error_id", "DAT000203")
        .doesNotContainKey("outcome");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatLeavesInMidStreamIsBookedAsADisconnect(HttpVersion version) {
    double before = counted(499);
    StreamClient.Call call =
        gateway
            .streams(version)
            .chat("chat", true, Map.of("x-demo-fault", "stall", "x-demo-fault-after", "2"));
    until(() -> !call.text().isEmpty());

    call.leave();

    assertThat(line()).containsEntry("status", "499").containsEntry("outcome", "client_disconnect");
    until(() -> counted(499) == before + 1);
  }

  /** It opens no more streams, but waits for those that it has (RFC 9113, section 6.8). */
  @Test
  void aClientThatSaysGoodByeStillGetsTheWholeOfItsStream() {
    StreamClient.Call call =
        gateway
            .streams(HttpVersion.HTTP_2)
            .chat("chat", true, Map.of("x-demo-chunks", "1", "x-demo-lockstep", "farewell"));
    until(() -> call.text().contains("\"1 \""));

    call.sayGoodBye();
    gateway.demo("one").step("farewell");

    until(call::ended);
    assertThat(call.text()).endsWith("data: [DONE]\n\n");
    assertThat(line()).containsEntry("status", "200").doesNotContainKeys("outcome", "error_id");
  }

  /** As clients do that close their connection, or cancel the stream, as soon as they have read. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatLeavesAfterTheEndHasNotDisconnected(HttpVersion version) {
    double before = counted(499);
    for (int i = 0; i < 5; i++) {
      StreamClient.Call call = gateway.streams(version).chat("chat", true, Map.of());
      until(call::ended);
      call.leave();
    }

    until(() -> access.of("chat").size() == 5);
    assertThat(access.of("chat"))
        .allSatisfy(line -> assertThat(line).containsEntry("status", "200"));
    assertThat(counted(499)).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void streamsThatEndWellShareTheirProviderConnections(HttpVersion version) {
    for (int i = 0; i < 10; i++) {
      StreamClient.Call call =
          gateway.streams(version).chat("chat", true, Map.of("x-demo-chunks", "5"));
      until(call::ended);
    }

    // One for each event loop, and one in case a request overtakes the end of the one before it.
    assertThat(gateway.metric("plurence_upstream_connections_open")).isBetween(1.0, 3.0);
  }

  @Test
  void whatTheEndOfTheDrainBreaksOffIsBookedWithTheErrorThatItWasTold() {
    GatewayUnderTest brief = GatewayUnderTest.start(YAML);
    List<StreamClient.Call> calls = new ArrayList<>();
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      calls.add(brief.streams(version).chat("chat", true, Map.of("x-demo-fault", "stall")));
      calls.add(brief.streams(version).chat("chat", false, Map.of("x-demo-latency", "60000")));
    }
    until(() -> brief.demo("one").journal().open() == 4);

    Future<Void> stopped = brief.gateway().stop();

    calls.forEach(call -> until(call::ended));
    done(stopped);
    assertThat(access.of("chat"))
        .hasSize(4)
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsEntry("error_id", "DAT000004")
                    .doesNotContainKey("outcome"));
    brief.close();
  }

  private Map<String, String> line() {
    until(() -> !access.of("chat").isEmpty());
    return access.of("chat").get(0);
  }

  private static double counted(int status) {
    return gateway.metric(
        "http_server_request_duration_seconds_count{error_type=\"\",http_request_method=\"POST\",http_response_status_code=\"%d\""
            .formatted(status));
  }
}
