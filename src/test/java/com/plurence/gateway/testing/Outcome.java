package com.plurence.gateway.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/** Waits, on the thread of a test, for how a future ends. */
public final class Outcome {
  private static final int PATIENCE_SECONDS = 20;

  private Outcome() {}

  /** The result; fails the test when there is none in time. */
  public static <T> T done(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing happened within " + PATIENCE_SECONDS + " s", e);
    }
  }

  /** Waits until something becomes true that happens elsewhere. */
  public static void until(Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(condition);
  }

  /** The place in the catalogue of the failure; fails the test when there is no such failure. */
  public static ErrorKind failure(Future<?> future) {
    Throwable failure = catchThrowable(() -> done(future));
    assertThat(failure).isInstanceOf(GatewayException.class);
    return ((GatewayException) failure).kind();
  }
}
