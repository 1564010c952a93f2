package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.provider.UpstreamConfig;
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

  private final long nanosPerRetry;
  private final long burstNanos;

  /** When every retry of the steady allowance that was spent will have been earned again. */
  private final AtomicLong paidUntil;

  /**
   * @param now nanoseconds of the clock that every later call uses
   */
  RetryBudget(UpstreamConfig.RetryBudget limits, long now) {
    this.earnedByRequest = Math.round(limits.ratio() * RETRY);
    this.nanosPerRetry =
        limits.perSecond() <= 0 ? Long.MAX_VALUE : Math.round(1e9 / limits.perSecond());
    this.burstNanos = Math.max(1_000_000_000L, nanosPerRetry);
    this.paidUntil = new AtomicLong(now);
  }

  /** Counts one client request that was sent to the target, not a retry. */
  public void earn() {
    if (earnedByRequest > 0 && saved.get() < MOST_SAVED * RETRY) {
      saved.addAndGet(earnedByRequest);
    }
  }

  /** Takes one retry out of the budget, if there is one left. */
  public boolean trySpend(long now) {
    return spendAllowance(now) || spendSavings();
  }

  private boolean spendAllowance(long now) {
    if (nanosPerRetry == Long.MAX_VALUE) {
      return false;
    }
    while (true) {
      long seen = paidUntil.get();
      long paid = (seen - now > 0 ? seen : now) + nanosPerRetry;
      if (paid - now > burstNanos) {
        return false;
      }
      if (paidUntil.compareAndSet(seen, paid)) {
        return true;
      }
    }
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
