package com.plurence.gateway.auth.key;

import java.time.Duration;
import java.time.InstantSource;

/**
 * How often the store may be asked for a key that is not in memory: a burst, and then so many a
 * second. Safe on any thread.
 */
public final class LookupBudget {
  private static final long MILLIS = Duration.ofSeconds(1).toMillis();

  private final InstantSource clock;
  private final int burst;
  private final int perSecond;
  private double left;
  private long countedAt;

  public LookupBudget(InstantSource clock, int burst, int perSecond) {
    this.clock = clock;
    this.burst = burst;
    this.perSecond = perSecond;
    this.left = burst;
    this.countedAt = clock.millis();
  }

  /** Takes one look-up, if there is one left. */
  public synchronized boolean take() {
    long now = clock.millis();
    left = Math.min(burst, left + (double) Math.max(0, now - countedAt) * perSecond / MILLIS);
    countedAt = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
