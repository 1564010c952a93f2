package com.plurence.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.config.OverloadConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundredth of the heap of this test, between two projects. */
final class ByteSharesTest {
  private static final int SMALL = 16 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final Overload overload =
      new Overload(new OverloadConfig(1_000_000, 0.1, 0.01, Duration.ofMillis(20)));
  private final LoopGate gate = new LoopGate(overload, vertx, 1);
  private final ByteBudget bytes = overload.bytes();

  @AfterEach
  void close() {
    vertx.close();
  }

  private Holding request(String project, Priority priority) {
    Holding holding = new Holding(bytes);
    holding.occupy(gate.enter(project, priority));
    return holding;
  }

  /** The share of the budget that is held when one small body more would be refused. */
  private double fill(String project, Priority priority) {
    while (request(project, priority).take(bytes.bodies(), SMALL, 0)) {}
    return (double) bytes.held() / bytes.limit();
  }

  @Test
  void aProjectAloneHasAllThatBodiesMayHave() {
    assertThat(fill("loud", Priority.NORMAL)).isBetween(0.86, 0.875);
  }

  @Test
  void whoeverHoldsMoreThanAFairShareLeavesTheRestToOthers() {
    Holding first = request("quiet", Priority.NORMAL);

    assertThat(fill("loud", Priority.NORMAL)).isBetween(0.77, 0.79);
    assertThat(request("other", Priority.BATCH).take(bytes.bodies(), SMALL, 0)).isFalse();
    assertThat(fill("quiet", Priority.NORMAL)).isBetween(0.86, 0.875);
    assertThat(first.held()).isZero();
  }

  @Test
  void whatIsGivenBackIsNoLongerOfTheProject() {
    request("quiet", Priority.NORMAL);
    Holding large = request("loud", Priority.NORMAL);
    assertThat(large.takeOutOfTurn(bytes.bodies(), bytes.limit() / 2)).isTrue();
    large.end();

    assertThat(large.held()).isZero();
    assertThat(bytes.held()).isZero();
    assertThat(request("loud", Priority.NORMAL).mayHaveSpare(SMALL)).isTrue();
  }

  @Test
  void whoHoldsLessIsServedBeforeThoseWhoCameEarlier() {
    Context loop = vertx.getOrCreateContext();
    List<String> served = new CopyOnWriteArrayList<>();
    Holding full = request("loud", Priority.NORMAL);
    long most = bytes.bodies().most();
    assertThat(full.takeOutOfTurn(bytes.bodies(), most)).isTrue();
    for (String project : List.of("loud", "loud", "quiet")) {
      request(project, Priority.NORMAL)
          .await(bytes.bodies(), 2 * Line.SMALL, loop, () -> served.add(project));
    }

    full.give(2 * Line.SMALL);

    await().until(() -> served.size() == 1);
    assertThat(served).containsExactly("quiet");
  }
}
