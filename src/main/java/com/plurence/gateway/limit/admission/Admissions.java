package com.plurence.gateway.limit.admission;

import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.setting.EffectiveLimits;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The limits of requests on each event loop, and what all loops learn together. Thread-safe. */
public final class Admissions {
  private final EffectiveLimits settings;
  private final Supplier<Limiter> limiters;
  private final DecisionListener decisions;
  private final TokenEstimates estimates;

  /**
   * @param limiters for the event loop of the caller
   * @param decisions hears of them on any event loop
   */
  public Admissions(
      EffectiveLimits settings, Supplier<Limiter> limiters, DecisionListener decisions) {
    this.settings = settings;
    this.limiters = limiters;
    this.decisions = decisions;
    this.estimates = new TokenEstimates(() -> settings.config().estimate());
  }

  /** For the event loop of the caller. */
  public RequestLimits here() {
    return new RequestLimits(
        settings, limiters.get(), estimates, decisions, InstantSource.system());
  }
}
