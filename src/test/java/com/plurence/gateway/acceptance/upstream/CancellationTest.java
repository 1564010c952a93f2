package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.demo.DemoJournal.Departure;
import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of the upstream when the client leaves. */
final class CancellationTest {
  /** The goal is 100 ms; a test that must not fail on a busy machine can only ask for much less. */
  private static final Duration PROMPTLY = Duration.ofSeconds(5);

  private static final Logger FIGURES = LoggerFactory.getLogger("figures");

  private GatewayUnderTest gateway;
  private DemoProvider provider;
  private AccessLines access;

  @BeforeEach
  void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers: { one: { base_url: "demo://one" } }
            models:
              chat: { targets: [ { provider: one } ] }
              narrow: { targets: [ { provider: one, upstream: { pool: { size: 1, queue: 1 } } } ] }
            """);
    provider = gateway.demo("one");
    access = AccessLines.listen();
  }

  @AfterEach
  void stop() {
    access.close();
    gateway.close();
  }

  /** A moment at which a client can leave. */
  enum Moment {
    BEFORE_THE_HEAD(false, "", "latency=60000"),
    BEFORE_THE_HEAD_OF_A_STREAM(true, "", "latency=60000"),
    IN_THE_BODY_OF_A_PLAIN_ANSWER(false, "", "size=100000 interval=60000"),
    BEFORE_THE_FIRST_CONTENT(true, "", "pings=2 fault=stall"),
    IN_MID_STREAM(true, "\"9 \"", "chunks=100000 interval=1"),
    IN_A_FLOOD(true, "\"9 \"", "chunks=100000000"),
    WHILE_THE_PROVIDER_IS_SILENT(true, "\"2 \"", "chunks=5 fault=stall fault-after=2");

    private final boolean streamed;
    private final String seen;
    private final String script;

    /**
     * @param seen what the client has seen of the answer by then
     * @param script demo headers without their prefix
     */
    Moment(boolean streamed, String seen, String script) {
      this.streamed = streamed;
      this.seen = seen;
      this.script = script;
    }

    Map<String, String> headers() {
      return Arrays.stream(script.split(" ", -1))
          .map(pair -> pair.split("=", 2))
          .collect(Collectors.toMap(pair -> "x-demo-" + pair[0], pair -> pair[1]));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesOverHttp1StopsTheProviderAtOnce(Moment moment) {
    stopsTheProviderAtOnce(moment, HttpVersion.HTTP_1_1);
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesOverHttp2StopsTheProviderAtOnce(Moment moment) {
    stopsTheProviderAtOnce(moment, HttpVersion.HTTP_2);
  }

  private void stopsTheProviderAtOnce(Moment moment, HttpVersion version) {
    StreamClient.Call call =
        gateway.streams(version).chat("chat", moment.streamed, moment.headers());
    until(() -> provider.journal().seen().size() == 1);
    until(() -> call.text().contains(moment.seen));

    long left = System.nanoTime();
    call.leave();

    until(() -> provider.journal().left() == 1);
    Departure departure = provider.journal().departures().get(0);
    Duration took = Duration.ofNanos(departure.at() - left);
    FIGURES.info("{} over {}: provider told after {} ms", moment, version, took.toMillis());
    assertThat(took).as("%s over %s", moment, version).isLessThan(PROMPTLY);
    nothingIsLeft("chat");
    assertThat(provider.journal().requests()).isEqualTo(1);
    assertThat(disconnected("chat").get("attempts")).contains("one/chat cancelled");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatLeavesDuringTheBackoffIsNotTriedForAgain(HttpVersion version) {
    Map<String, String> busy =
        Map.of("x-demo-status", "503", "x-demo-header", "retry-after-ms: 400");
    StreamClient.Call call = gateway.streams(version).chat("chat", true, busy);
    until(() -> provider.journal().seen().size() == 1);
    until(() -> target("chat").health().inFlight() == 0);

    call.leave();

    assertThat(disconnected("chat").get("attempts")).contains("one/chat OVERLOADED");
    await()
        .during(Duration.ofMillis(600))
        .atMost(Duration.ofSeconds(10))
        .until(() -> provider.journal().requests() == 1);
    nothingIsLeft("chat");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatLeavesTheQueueMakesRoomInIt(HttpVersion version) {
    StreamClient client = gateway.streams(version);
    StreamClient.Call first =
        client.chat("narrow", false, Map.of("x-demo-latency", "60000", "x-title", "first"));
    until(() -> provider.journal().seen().size() == 1);
    StreamClient.Call second = client.chat("narrow", false, Map.of("x-title", "second"));
    until(() -> target("narrow").limit().waiting() == 1);

    second.leave();

    disconnected("narrow");
    until(() -> target("narrow").limit().waiting() == 0);
    StreamClient.Call third = client.chat("narrow", false, Map.of("x-title", "third"));
    until(() -> target("narrow").limit().waiting() == 1);
    first.leave();
    until(third::ended);
    assertThat(third.status()).isEqualTo(200);
    assertThat(provider.journal().seen())
        .extracting(seen -> seen.headers().get("x-title"))
        .containsExactly("first", "third");
    nothingIsLeft("narrow");
  }

  private TargetState target(String model) {
    return gateway.gateway().targets().stream()
        .filter(state -> state.target().model().equals(model))
        .findFirst()
        .orElseThrow();
  }

  private void nothingIsLeft(String model) {
    TargetState target = target(model);
    until(() -> provider.journal().open() == 0);
    until(() -> target.health().inFlight() == 0);
    until(() -> target.limit().inUse() == 0);
    until(() -> target.limit().waiting() == 0);
  }

  private Map<String, String> disconnected(String model) {
    until(() -> !access.of(model).isEmpty());
    Map<String, String> line = access.of(model).get(0);
    assertThat(line).containsEntry("outcome", "client_disconnect").containsEntry("status", "499");
    return line;
  }
}
