package com.plurence.gateway.account;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords on a few threads of its own: hashing is slow on purpose, and whoever asks for
 * much of it at once must not slow down anything else. Safe on any thread; futures complete on the
 * caller's context and fail with SIGNIN_THROTTLED when too many wait already.
 */
public final class Passwords {
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 64;
  private static final Duration COME_BACK = Duration.ofSeconds(5);

  private final WorkerExecutor workers;
  private final AtomicInteger waiting = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  public Passwords(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
  }

  /** The text to keep instead of {@code password}. */
  public Future<String> hash(String password) {
    return slowly(() -> PasswordHash.of(password, random));
  }

  /**
   * Whether {@code hash} is of {@code password}; takes as long when there is no hash, so that the
   * time does not tell who has signed up.
   *
   * @param hash as {@link #hash} made it, or empty
   */
  Future<Boolean> matches(String password, String hash) {
    return hash.isEmpty()
        ? hash(password).map(wasted -> false)
        : slowly(() -> PasswordHash.matches(password, hash));
  }

  /** Ends the threads. */
  public Future<Void> close() {
    return workers.close();
  }

  private <T> Future<T> slowly(Callable<T> work) {
    Future<T> done =
        waiting.incrementAndGet() > MOST_WAITING
            ? Future.failedFuture(
                ErrorCode.SIGNIN_THROTTLED.toException().withRetryAfter(COME_BACK))
            : workers.executeBlocking(work, false);
    return done.onComplete(result -> waiting.decrementAndGet());
  }
}
