package com.plurence.gateway.upstream.decision;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The recent outcomes of one target: how many failed in a row, and how many of those within a
 * sliding window. Without locks and without allocation; safe on all event loops at once, whose
 * outcomes may be counted in either order when they come at the same time.
 */
final class FailureWindow {
  private static final int BUCKETS = 10;

  /** Below this many outcomes in the window a ratio says nothing. */
  static final int LEAST_OUTCOMES = 20;

  // A bucket is one long: 20 bits of tick, 22 of outcomes, 22 of failures.
  private static final int COUNT_BITS = 22;
  private static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final long TICK_MASK = (1L << 20) - 1;

  private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
  private final AtomicLong newest = new AtomicLong();
  private final AtomicInteger consecutiveFailures = new AtomicInteger();
  private final long nanosPerBucket;
  private final long began;

  FailureWindow(Duration length, long now) {
    this.nanosPerBucket = Math.max(1, length.toNanos() / BUCKETS);
    this.began = now;
  }

  void success(long now) {
    if (consecutiveFailures.get() != 0) {
      consecutiveFailures.set(0);
    }
    count(now, 0);
  }

  /** Counts a failure and returns how many there have been in a row. */
  int failure(long now) {
    count(now, 1);
    return consecutiveFailures.incrementAndGet();
  }

  /** How many have failed since the last success. */
  int consecutiveFailures() {
    return consecutiveFailures.get();
  }

  /** The share of failures in the window, zero while there are too few outcomes to say. */
  double ratio(long now) {
    long tick = tick(now);
    if (tick - newest.get() >= BUCKETS) {
      return 0;
    }
    long outcomes = 0;
    long failures = 0;
    for (int i = 0; i < BUCKETS; i++) {
      long bucket = buckets.get(i);
      if (((tick - tickOf(bucket)) & TICK_MASK) < BUCKETS) {
        outcomes += outcomesOf(bucket);
        failures += failuresOf(bucket);
      }
    }
    return outcomes < LEAST_OUTCOMES ? 0 : (double) failures / outcomes;
  }

  private void count(long now, int failed) {
    long tick = tick(now);
    empty(tick);
    int i = (int) (tick % BUCKETS);
    while (true) {
      long seen = buckets.get(i);
      boolean current = tickOf(seen) == (tick & TICK_MASK);
      long outcomes = current ? outcomesOf(seen) : 0;
      long failures = current ? failuresOf(seen) : 0;
      if (outcomes == COUNT_MASK
          || buckets.compareAndSet(i, seen, bucket(tick, outcomes + 1, failures + failed))) {
        return;
      }
    }
  }

  /**
   * Empties the buckets that nobody has counted in since the newest outcome: the ticks in them
   * begin anew after {@link #TICK_MASK}, days later, and would be taken for those of now.
   */
  private void empty(long tick) {
    long before = newest.get();
    if (tick <= before || !newest.compareAndSet(before, tick)) {
      return;
    }
    for (long passed = Math.max(before + 1, tick - BUCKETS + 1); passed <= tick; passed++) {
      int i = (int) (passed % BUCKETS);
      long seen = buckets.get(i);
      if (passed < tick || tickOf(seen) != (tick & TICK_MASK)) {
        buckets.compareAndSet(i, seen, 0);
      }
    }
  }

  private long tick(long now) {
    return Math.max(0, now - began) / nanosPerBucket;
  }

  private static long bucket(long tick, long outcomes, long failures) {
    return (tick & TICK_MASK) << (2 * COUNT_BITS) | outcomes << COUNT_BITS | failures;
  }

  private static long tickOf(long bucket) {
    return bucket >>> (2 * COUNT_BITS);
  }

  private static long outcomesOf(long bucket) {
    return bucket >>> COUNT_BITS & COUNT_MASK;
  }

  private static long failuresOf(long bucket) {
    return bucket & COUNT_MASK;
  }
}
