package com.plurence.gateway.acceptance.upstream;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.demo.DemoProvider;
import com.plurence.gateway.demo.script.DemoScript;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All targets of a model fail for as long as it takes to send ten thousand requests. */
final class OutageTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("figures");
  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 8;
  private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);

  private GatewayUnderTest gateway;
  private HttpClient client;

  @BeforeEach
  void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              one: { base_url: "demo://one" }
              two: { base_url: "demo://two" }
            upstream:
              backoff: { base: 10ms, cap: 50ms }
              breaker: { open: %dms }
            models:
              chat: { targets: [ { provider: one }, { provider: two, priority: 2 } ] }
            """
                .formatted(PROBE_INTERVAL.toMillis()));
    client = gateway.outside().createHttpClient(new PoolOptions().setHttp1MaxSize(CLIENTS));
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void isNotMultipliedAndIsRefusedQuicklyAndEndsWithinOneProbe() {
    fail("503", "one", "two");
    Crowd warmUp = new Crowd(200);
    warmUp.run();
    long before = attempts();

    Crowd crowd = new Crowd(REQUESTS);
    crowd.run();

    FIGURES.info("{}; attempts after the warm-up: {}", crowd, attempts() - before);
    assertThat(attempts() - before).isLessThan(REQUESTS / 5);
    assertThat(crowd.errors)
        .containsOnlyKeys(ErrorCode.NO_HEALTHY_TARGET.id(), ErrorCode.UPSTREAM_OVERLOADED.id());
    assertThat(crowd.percentile(0.99)).isLessThan(Duration.ofMillis(200));
    assertThat(crowd.mostWaiting).hasValue(0);
    nothingIsLeft();
    recoversWithin(PROBE_INTERVAL);
  }

  @Test
  void isNotMultipliedEvenWhereNoBreakerOpens() {
    fail("409", "one", "two");
    long begun = System.nanoTime();

    Crowd crowd = new Crowd(REQUESTS);
    crowd.run();

    double seconds = (System.nanoTime() - begun) / 1e9;
    FIGURES.info("{}; attempts without a breaker: {}", crowd, attempts());
    double allowance = 3 * (seconds + 1);
    assertThat(attempts()).isLessThan(Math.round(REQUESTS * 1.1 + 2 * allowance + 10));
    assertThat(crowd.errors).containsOnlyKeys(ErrorCode.UPSTREAM_ERROR.id());
    nothingIsLeft();
  }

  private void fail(String status, String... providers) {
    for (String name : providers) {
      gateway.demo(name).script(DemoScript.of("x-demo-status", status));
    }
  }

  private long attempts() {
    return gateway.demo("one").journal().requests() + gateway.demo("two").journal().requests();
  }

  private void recoversWithin(Duration interval) {
    for (String name : new String[] {"one", "two"}) {
      DemoProvider provider = gateway.demo(name);
      provider.script(DemoScript.NORMAL);
    }
    long mended = System.nanoTime();
    until(() -> gateway.chat("chat", false, Map.of()).status() == 200);
    Duration took = Duration.ofNanos(System.nanoTime() - mended);
    FIGURES.info("recovered after {} ms", took.toMillis());
    assertThat(took).isLessThan(interval.plusMillis(1000));
  }

  /** Requests that wait for a connection. */
  private int waiting() {
    return gateway.gateway().targets().stream().mapToInt(target -> target.limit().waiting()).sum();
  }

  private void nothingIsLeft() {
    for (TargetState target : gateway.gateway().targets()) {
      until(() -> target.health().inFlight() == 0);
      until(() -> target.limit().inUse() == 0);
      until(() -> target.limit().waiting() == 0);
    }
  }

  /** Clients that ask one after the other, each as soon as it has been answered. */
  private final class Crowd {
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger mostWaiting = new AtomicInteger();
    private final Map<String, Integer> errors = new ConcurrentHashMap<>();

    Crowd(int requests) {
      this.nanos = new long[requests];
    }

    void run() {
      Promise<Void> all = Promise.promise();
      AtomicInteger working = new AtomicInteger(CLIENTS);
      for (int i = 0; i < CLIENTS; i++) {
        work()
            .onFailure(all::tryFail)
            .onSuccess(
                done -> {
                  if (working.decrementAndGet() == 0) {
                    all.tryComplete();
                  }
                });
      }
      try {
        all.future().await(60, TimeUnit.SECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        throw new AssertionError(e);
      }
    }

    private Future<Void> work() {
      int turn = next.getAndIncrement();
      if (turn >= nanos.length) {
        return Future.succeededFuture();
      }
      long begun = System.nanoTime();
      return client
          .request(
              new RequestOptions()
                  .setMethod(HttpMethod.POST)
                  .setHost("127.0.0.1")
                  .setPort(gateway.port())
                  .setURI("/v1/chat/completions")
                  .putHeader("x-api-key", GatewayUnderTest.KEY)
                  .putHeader("content-type", "application/json"))
          .compose(this::ask)
          .compose(
              error -> {
                nanos[turn] = System.nanoTime() - begun;
                mostWaiting.accumulateAndGet(waiting(), Math::max);
                errors.merge(error, 1, Integer::sum);
                return work();
              });
    }

    /** In one go on the connection's thread: a body that nobody waits for yet is lost. */
    private Future<String> ask(HttpClientRequest request) {
      return request
          .send(Buffer.buffer(GatewayUnderTest.chatBody("chat", false)))
          .compose(response -> response.body().map(body -> error(response.statusCode(), body)));
    }

    private String error(int status, Buffer body) {
      return body.length() == 0
          ? "nothing after " + status
          : new JsonObject(body).getString("error_id");
    }

    Duration percentile(double share) {
      long[] sorted = nanos.clone();
      Arrays.sort(sorted);
      return Duration.ofNanos(sorted[(int) (share * (sorted.length - 1))]);
    }

    @Override
    public String toString() {
      return "%d requests: %s, p50 %.1f ms, p99 %.1f ms, longest %.1f ms"
          .formatted(
              nanos.length,
              errors,
              percentile(0.5).toNanos() / 1e6,
              percentile(0.99).toNanos() / 1e6,
              percentile(1).toNanos() / 1e6);
    }
  }
}
