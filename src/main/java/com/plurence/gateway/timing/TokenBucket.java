package com.plurence.gateway.timing;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How often something may be done: a burst at once, and after it so many a second. The bucket is
 * full at first. It holds no clock: every call is given nanoseconds of the same one, which may be
 * {@link System#nanoTime()} or the time of day; if that is set back, the bucket is empty at worst.
 * Without locks; safe on any thread.
 */
public final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final long nanosPerToken;
  private final long nanosWhenEmpty;

  /** When every token that was taken will have come back; the bucket is full from then on. */
  private final AtomicLong fullAt;

  /**
   * A full bucket.
   *
   * @param burst tokens that it holds, at least 1
   * @param perSecond tokens that come back in a second; with zero there are none, not even at first
   * @param now nanoseconds of the clock that every later call uses
   */
  public TokenBucket(double burst, double perSecond, long now) {
    this.nanosPerToken = perSecond > 0 ? Math.round(NANOS_PER_SECOND / perSecond) : Long.MAX_VALUE;
    this.nanosWhenEmpty = perSecond > 0 ? Math.round(burst * nanosPerToken) : 0;
    this.fullAt = new AtomicLong(now);
  }

  /** Takes one token, if there is one. */
  public boolean tryTake(long now) {
    if (nanosWhenEmpty < nanosPerToken) {
      return false;
    }
    while (true) {
      long seen = fullAt.get();
      long missing = Math.max(seen - now, 0);
      if (missing > nanosWhenEmpty) {
        fullAt.compareAndSet(seen, now + nanosWhenEmpty); // the clock was set back
      } else if (missing > nanosWhenEmpty - nanosPerToken) {
        return false;
      } else if (fullAt.compareAndSet(seen, now + missing + nanosPerToken)) {
        return true;
      }
    }
  }
}
