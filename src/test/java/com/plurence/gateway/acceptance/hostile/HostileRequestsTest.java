package com.plurence.gateway.acceptance.hostile;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.acceptance.hostile.Barrage.Outcome;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.SocketTable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * More than twenty thousand hostile requests: every error is the contract, nothing of the inside
 * shows, no connection hangs, no event loop is blocked (watched in every test), nothing is left
 * behind. A failure names the properties with which {@code -Dtest=HostileRequestsTest} repeats it;
 * another {@code -Dhostile.seed} and {@code -Dhostile.times} try more.
 */
final class HostileRequestsTest {
  private static final Logger FIGURES = LoggerFactory.getLogger("figures");
  private static final long SEED = Long.getLong("hostile.seed", 20_261_123);
  private static final int TIMES = Integer.getInteger("hostile.times", 1);
  private static final int ONLY = Integer.getInteger("hostile.shot", -1);
  private static final long MIB = 1024 * 1024;

  private static Vertx vertx;
  private static GatewayUnderTest gateway;

  private record Kind(String name, Ammunition ammunition, int shots) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("HTTP/1.1", new HostileHttp(), 9_000),
          new Kind("JSON", new HostileJson(), 2_000),
          new Kind("HTTP/2", new HostileHttp2(), 600));

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway =
        GatewayUnderTest.startWithDemoModels(
            "limits_http: { uri: 8KiB, headers: 32KiB, body: 256KiB }",
            "timeouts_http: { header: 300ms, body: 300ms, keep_alive: 500ms }");
  }

  @AfterAll
  static void stop() {
    gateway.close();
    com.plurence.gateway.testing.Outcome.done(vertx.close());
  }

  @Test
  void everyErrorIsTheContractNoConnectionHangsAndNothingIsLeftBehind()
      throws IOException, TimeoutException {
    for (Kind kind : KINDS) {
      fire(kind, kind.shots / 10);
    }
    long before = liveHeap();

    for (Kind kind : KINDS) {
      Outcome outcome = fire(kind, kind.shots * TIMES);

      assertThat(outcome.failures()).isEmpty();
      assertThat(outcome.errors()).isGreaterThan(ONLY < 0 ? outcome.requests() / 50 : -1);
    }

    await().atMost(Duration.ofSeconds(30)).until(() -> SocketTable.accepted(gateway.port()) == 0);
    await().atMost(Duration.ofSeconds(30)).until(() -> gateway.demo().journal().open() == 0);
    await("the heap as before")
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(() -> liveHeap() - before < 4 * MIB);
  }

  private static Outcome fire(Kind kind, int shots) throws TimeoutException {
    long began = System.nanoTime();
    Barrage barrage = new Barrage(vertx, gateway.port(), kind.ammunition, SEED);
    Outcome outcome =
        (ONLY < 0 ? barrage.fire(0, shots) : barrage.fire(ONLY, ONLY + 1))
            .await(300L * TIMES, SECONDS);
    FIGURES.warn(
        "{} seed {}: {} requests, {} errors, {} ms",
        kind.name,
        SEED,
        outcome.requests(),
        outcome.errors(),
        (System.nanoTime() - began) / 1_000_000);
    return outcome;
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
