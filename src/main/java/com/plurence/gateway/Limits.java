package com.plurence.gateway;

import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.memory.MemoryLimiter;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/** Who keeps count of what is used, as {@code shared_state} says. Safe on any thread. */
final class Limits {
  private final Limiter limiter;

  /**
   * Nothing is counted yet.
   *
   * @param sums what was used before this process began
   */
  Limits(Vertx vertx, SpentSums sums) {
    MemoryLimiter memory = new MemoryLimiter(sums, InstantSource.system());
    vertx.setPeriodic(MemoryLimiter.BETWEEN_RENEWALS.toMillis(), tick -> memory.renew());
    vertx.setPeriodic(MemoryLimiter.BETWEEN_TIDYINGS.toMillis(), tick -> memory.tidy());
    this.limiter = memory;
  }

  /** For the event loop of the caller. */
  Limiter limiter() {
    return limiter;
  }
}
