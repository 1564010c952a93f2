package com.plurence.gateway.account.password;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.timing.Hop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords on a few threads of its own: hashing is slow on purpose, and whoever asks for
 * much of it at once must not slow down anything else. Passwords that are compared, for somebody to
 * sign in, come before new ones. Safe on any thread; futures complete on the caller's context and
 * fail with SIGNIN_THROTTLED when too many wait already.
 */
public final class Passwords {
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 64;
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final WorkerExecutor workers;
  private final Queue<Runnable> comparisons = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Queue<Runnable> hashes = new ArrayBlockingQueue<>(MOST_WAITING);
  private final SecureRandom random = new SecureRandom();

  public Passwords(Vertx vertx) {
    this.vertx = vertx;
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
  }

  /** The text to keep instead of {@code password}. */
  public Future<String> hash(String password) {
    return slowly(hashes, () -> PasswordHash.of(password, random));
  }

  /**
   * Whether {@code hash} is of {@code password}; takes as long when there is no hash, so that the
   * time does not tell who has signed up.
   *
   * @param hash as {@link #hash} made it, or empty
   */
  public Future<Boolean> matches(String password, String hash) {
    return slowly(
        comparisons,
        () ->
            hash.isEmpty()
                ? PasswordHash.of(password, random).isEmpty()
                : PasswordHash.matches(password, hash));
  }

  /** Ends the threads. */
  public Future<Void> close() {
    return workers.close();
  }

  private <T> Future<T> slowly(Queue<Runnable> queue, Callable<T> work) {
    Promise<T> done = Promise.promise();
    if (!queue.offer(() -> perform(work, done))) {
      return Future.failedFuture(
          ErrorCode.SIGNIN_THROTTLED.toException().withRetryAfter(COME_BACK));
    }
    workers.executeBlocking(this::performMostUrgent, false);
    return Hop.to(vertx.getOrCreateContext(), done.future());
  }

  /** Called once for each that was queued. */
  private @Nullable Void performMostUrgent() {
    Runnable comparison = comparisons.poll();
    Runnable next = comparison == null ? hashes.poll() : comparison;
    if (next != null) {
      next.run();
    }
    return null;
  }

  private static <T> void perform(Callable<T> work, Promise<T> done) {
    try {
      done.complete(work.call());
    } catch (Exception failure) {
      done.fail(failure);
    }
  }
}
