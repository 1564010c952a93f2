package com.plurence.gateway.overload;

import java.time.Duration;

/**
 * How far an event loop is behind, by a tick that tells how late it is. The least lateness of a
 * slice of time is what stands: one long turn, or a collection, makes one tick late and the next
 * one not, where too much work makes all of them late. Apart from that it tells how much of it is
 * the loop's own work: whom other processes keep from the processor is late, too, and has nothing
 * to do. It holds no clock: every call is given nanoseconds of the same ones. Lives on its loop.
 */
final class LoopDelay {
  static final Duration TICK = Duration.ofMillis(10);
  static final long SLICE = Duration.ofMillis(100).toNanos();

  private static final int FEWEST_TICKS = 2;

  private long due;
  private long begin;
  private long least;
  private long leastByWork;
  private int ticks;
  private long workAtTick;
  private long workAtBegin;
  private volatile long standing;
  private long standingByWork;

  /**
   * @param work processor time that the loop has used so far
   */
  LoopDelay(long now, long work) {
    workAtTick = work;
    next(now);
    due = now + TICK.toNanos();
  }

  /**
   * The tick has come; whether a slice ends with it.
   *
   * @param work processor time that the loop has used so far
   */
  boolean tick(long now, long work) {
    long late = Math.max(0, now - due);
    least = Math.min(least, late);
    leastByWork = Math.min(leastByWork, Math.min(late, work - workAtTick));
    ticks++;
    due = now + TICK.toNanos();
    workAtTick = work;
    if (now - begin < SLICE || ticks < FEWEST_TICKS) {
      return false;
    }
    standing = least;
    standingByWork = leastByWork;
    return true;
  }

  /** How many slices' time the present one lasts; longer than it should if the loop is late. */
  double part(long now) {
    return (double) (now - begin) / SLICE;
  }

  /** The present slice is over, and the next begins. */
  void next(long now) {
    begin = now;
    least = Long.MAX_VALUE;
    leastByWork = Long.MAX_VALUE;
    ticks = 0;
    workAtBegin = workAtTick;
  }

  /** Processor time that the loop used in the present slice, up to the last tick. */
  long work() {
    return workAtTick - workAtBegin;
  }

  /** By how many nanoseconds the loop was behind all through the slice before; on any thread. */
  long standing() {
    return standing;
  }

  /** As {@link #standing}, but no more of each tick than the loop worked meanwhile. */
  long standingByWork() {
    return standingByWork;
  }
}
