package com.plurence.gateway.timing;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class LoopTimersTest {
  private static final Duration SOON = Duration.ofMillis(30);

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final LoopTimers timers = new LoopTimers(vertx);

  @BeforeEach
  void start() {
    loop.runOnContext(now -> timers.start());
  }

  @AfterEach
  void stop() {
    done(vertx.close());
  }

  @Test
  void anActionThatFailsDoesNotHoldUpTheOthersOfItsTick() throws TimeoutException {
    Promise<String> second = Promise.promise();
    Promise<String> third = Promise.promise();

    loop.runOnContext(
        now -> {
          timers.after(SOON, () -> second.complete("second"));
          timers.after(SOON, LoopTimersTest::fail);
          timers.after(SOON, () -> third.complete("third"));
        });

    // The next turn of the wheel would be twenty seconds later.
    assertThat(Future.all(second.future(), third.future()).await(15, SECONDS).succeeded()).isTrue();
  }

  @Test
  void whatHasFiredOrWasCancelledIsNotPending() {
    Promise<String> fired = Promise.promise();

    loop.runOnContext(
        now -> {
          timers.after(SOON, () -> fired.complete("fired"));
          Timeout cancelled = timers.after(SOON, LoopTimersTest::fail);
          cancelled.cancel();
          cancelled.cancel();
        });

    done(fired.future());
    until(() -> timers.pending() == 0);
  }

  @RepeatedTest(20)
  void nothingFiresEarly(RepetitionInfo repetition) {
    Duration wait = Duration.ofMillis(repetition.getCurrentRepetition() * 3L);
    Promise<Duration> waited = Promise.promise();

    loop.runOnContext(
        now -> {
          long began = System.nanoTime();
          timers.after(wait, () -> waited.complete(Duration.ofNanos(System.nanoTime() - began)));
        });

    assertThat(done(waited.future())).isGreaterThanOrEqualTo(wait);
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }
}
