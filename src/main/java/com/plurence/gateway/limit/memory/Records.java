package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * What a scope knows of what its records say it has used. In the monitor of its account.
 *
 * <p>While they can't be read, what was counted here is all there is, so that nobody waits for a
 * store that is away.
 */
final class Records {
  private boolean needed;
  private boolean known;
  private boolean doneWithout;
  private @Nullable Future<Void> reading;
  private ScopeCounts.@Nullable Marks marks;

  /** A day or a month is limited. */
  void need() {
    needed = true;
  }

  /** Whether there is nothing to wait for. */
  boolean areRead() {
    return known || doneWithout;
  }

  /** Whether they are needed, and neither known nor being read. */
  boolean areToBeRead() {
    return needed && !known && reading == null;
  }

  /** Completes when they are read or can't be; null if nobody reads them. */
  @Nullable Future<Void> reading() {
    return reading;
  }

  /** {@code reading} begins, at {@code now}. */
  void begin(Future<Void> begun, ScopeCounts.Marks now) {
    reading = begun;
    marks = now;
  }

  /** They take too long. */
  void doWithout() {
    doneWithout = true;
  }

  /**
   * {@code ended} is over.
   *
   * @param spent null if they could not be read
   */
  void end(Future<Void> ended, ScopeCounts counts, @Nullable Spent spent) {
    if (reading != ended) {
      return; // They were forgotten meanwhile.
    }
    if (spent != null && marks != null) {
      counts.learn(marks, spent);
      known = true;
    }
    doneWithout = true;
    reading = null;
    marks = null;
  }

  /** They may tell of more than was counted here; what was counted holds while they are read. */
  void doubt() {
    known = false;
    doneWithout = false;
  }

  /** They have changed. */
  void forget() {
    known = false;
    doneWithout = false;
    reading = null;
    marks = null;
  }
}
