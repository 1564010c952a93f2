package com.plurence.gateway.overload;

import java.time.Duration;

/**
 * How far an event loop is behind, by a tick that tells how late it is. The least lateness of a
 * slice of time is what stands: one long turn, or a collection, makes one tick late and the next
 * one not, where too much work makes all of them late. It holds no clock: every call is given
 * nanoseconds of the same one. Lives on its loop.
 */
final class LoopDelay {
  static final Duration TICK = Duration.ofMillis(10);
  static final long SLICE = Duration.ofMillis(100).toNanos();

  private static final int FEWEST_TICKS = 2;

  private long due;
  private long begin;
  private long least = Long.MAX_VALUE;
  private int ticks;
  private volatile long standing;

  LoopDelay(long now) {
    begin(now);
    due = now + TICK.toNanos();
  }

  private void begin(long now) {
    begin = now;
    least = Long.MAX_VALUE;
    ticks = 0;
  }

  /** The tick has come; whether a slice ends with it. */
  boolean tick(long now) {
    least = Math.min(least, Math.max(0, now - due));
    ticks++;
    due = now + TICK.toNanos();
    if (now - begin < SLICE || ticks < FEWEST_TICKS) {
      return false;
    }
    standing = least;
    return true;
  }

  /** How many slices' time the present one lasts; longer than it should if the loop is late. */
  double part(long now) {
    return (double) (now - begin) / SLICE;
  }

  /** The present slice is over, and the next begins. */
  void next(long now) {
    begin(now);
  }

  /** By how many nanoseconds the loop was behind all through the slice before; on any thread. */
  long standing() {
    return standing;
  }
}
