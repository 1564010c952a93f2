package com.plurence.gateway.limit.redis;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether all event loops of this gateway count in Redis, for the operator. Safe on any thread. */
final class Sharing {
  private static final Logger LOG = LoggerFactory.getLogger(Sharing.class);
  private static final String NO_EVICTION = "noeviction";

  private final AtomicInteger away = new AtomicInteger();
  private final AtomicBoolean reported = new AtomicBoolean();
  private final AtomicReference<String> policy = new AtomicReference<>(NO_EVICTION);
  private final AtomicReference<String> problem = new AtomicReference<>("");

  /** From now on it is of no interest. */
  void end() {
    reported.set(true);
  }

  /** A loop begins, away until it is {@link #back}. */
  void began() {
    away.incrementAndGet();
  }

  /** Whether no loop is away. */
  boolean isWhole() {
    return away.get() == 0;
  }

  /** A loop counts in Redis now. */
  void back() {
    if (away.decrementAndGet() == 0 && reported.compareAndSet(true, false)) {
      problem.set("");
      LOG.atWarn().log("limits are counted in the shared state again");
    }
  }

  /** A loop has lost Redis. */
  void left() {
    away.incrementAndGet();
    report();
  }

  /** A loop could not get to Redis. */
  void failed(Throwable why) {
    problem.set(String.valueOf(why.getMessage()));
    if (!isWhole()) {
      report();
    }
  }

  private void report() {
    if (reported.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue("problem", problem.get())
          .log("the shared state can't be reached; limits are counted by this gateway alone");
    }
  }

  /** What the server does when its memory is full; empty if it does not say. */
  void policy(String said) {
    String before = policy.getAndSet(said);
    if (!said.isEmpty() && !said.equals(NO_EVICTION) && !said.equals(before)) {
      LOG.atWarn()
          .addKeyValue("policy", said)
          .log("the shared state forgets counts when its memory is full; set noeviction");
    }
  }
}
