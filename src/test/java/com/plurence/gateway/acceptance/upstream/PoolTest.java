package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many requests a target gets at once, over all event loops, and how many wait. */
final class PoolTest {
  private GatewayUnderTest gateway;
  private DemoProvider provider;

  @BeforeEach
  void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              http1: { base_url: "demo://one" }
              http2: { base_url: "demo://one", http_versions: ["2"] }
              spare: { base_url: "demo://spare" }
            models:
              narrow-http1: { targets: [ { provider: http1, upstream: { pool: { size: 2, queue: 2 } } } ] }
              narrow-http2: { targets: [ { provider: http2, upstream: { pool: { size: 2, queue: 2 } } } ] }
              spare-http1:
                targets:
                  - { provider: http1, upstream: { pool: { size: 1, queue: 0 } } }
                  - { provider: spare, priority: 2 }
              spare-http2:
                targets:
                  - { provider: http2, upstream: { pool: { size: 1, queue: 0 } } }
                  - { provider: spare, priority: 2 }
            """);
    provider = gateway.demo("one");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http1", "http2"})
  void whatTheTargetMayNotHaveYetWaitsInOrderAndWhatFindsTheQueueFullIsRefused(String protocol) {
    String model = "narrow-" + protocol;
    List<StreamClient.Call> sent = Stream.of("a", "b").map(key -> ask(model, key)).toList();
    until(() -> provider.journal().open() == 2);
    StreamClient.Call c = ask(model, "c");
    until(() -> target(model).limit().waiting() == 1);
    StreamClient.Call d = ask(model, "d");
    until(() -> target(model).limit().waiting() == 2);

    StreamClient.Call refused = ask(model, "e");

    until(refused::ended);
    assertThat(refused.text()).contains(ErrorCode.UPSTREAM_POOL_EXHAUSTED.id());
    assertThat(provider.journal().requests()).isEqualTo(2);
    assertThat(target(model).health().status(System.nanoTime())).isEqualTo(Status.HEALTHY);
    provider.step("a");
    until(sent.get(0)::ended);
    until(() -> provider.journal().seen().size() == 3);
    assertThat(provider.journal().open()).isEqualTo(2);
    Stream.of("b", "c", "d").forEach(provider::step);
    Stream.of(sent.get(1), c, d).forEach(call -> until(call::ended));
    Stream.of(sent.get(0), sent.get(1), c, d)
        .forEach(call -> assertThat(call.text()).endsWith("data: [DONE]\n\n"));
    assertThat(provider.journal().seen())
        .extracting(seen -> seen.headers().get("x-title"))
        .containsExactlyInAnyOrder("a", "b", "c", "d")
        .endsWith("c", "d");
    until(() -> target(model).limit().inUse() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http1", "http2"})
  void whatFindsTheQueueFullGoesToTheNextTarget(String protocol) {
    StreamClient.Call first = ask("spare-" + protocol, "a");
    until(() -> provider.journal().open() == 1);

    GatewayUnderTest.Answer answer = gateway.chat("spare-" + protocol, false, Map.of());

    assertThat(answer.header("x-plurence-target")).hasValue("spare/spare-" + protocol);
    assertThat(answer.header("x-plurence-attempts")).hasValue("2");
    first.leave();
    until(() -> provider.journal().open() == 0);
  }

  /** Asks for a stream that stops after its first chunk until it is told to go on. */
  private StreamClient.Call ask(String model, String key) {
    return gateway
        .streams(HttpVersion.HTTP_1_1)
        .chat(model, true, Map.of("x-demo-chunks", "1", "x-demo-lockstep", key, "x-title", key));
  }

  private TargetState target(String model) {
    return gateway.gateway().targets().stream()
        .filter(state -> state.target().model().equals(model))
        .findFirst()
        .orElseThrow();
  }
}
