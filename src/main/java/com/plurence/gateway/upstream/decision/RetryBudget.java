package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.timing.TokenBucket;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What retries may add to the traffic of one target: a share of the requests sent, plus a number a
 * second whatever the traffic. It is what keeps a total outage from being multiplied by everybody's
 * retries. Without locks; safe on all event loops at once.
 */
public final class RetryBudget {
  /** A share is saved up for a burst of this many retries at most. */
  private static final int MOST_SAVED = 100;

  /** The share is counted in millionths of a retry. */
  private static final long RETRY = 1_000_000;

  private final long earnedByRequest;
  private final AtomicLong saved = new AtomicLong();
  private final TokenBucket allowance;

  /**
   * @param now nanoseconds of the clock that every later call uses
   */
  RetryBudget(UpstreamConfig.RetryBudget limits, long now) {
    this.earnedByRequest = Math.round(limits.ratio() * RETRY);
    this.allowance = new TokenBucket(Math.max(1, limits.perSecond()), limits.perSecond(), now);
  }

  /** Counts one client request that was sent to the target, not a retry. */
  public void earn() {
    if (earnedByRequest > 0 && saved.get() < MOST_SAVED * RETRY) {
      saved.addAndGet(earnedByRequest);
    }
  }

  /** Takes one retry out of the budget, if there is one left. */
  public boolean trySpend(long now) {
    return allowance.tryTake(now) || spendSavings();
  }

  private boolean spendSavings() {
    while (true) {
      long seen = saved.get();
      if (seen < RETRY) {
        return false;
      }
      if (saved.compareAndSet(seen, seen - RETRY)) {
        return true;
      }
    }
  }
}
