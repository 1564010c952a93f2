package com.plurence.gateway;

import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.admission.RequestLimits;
import com.plurence.gateway.limit.admission.TokenEstimates;
import com.plurence.gateway.limit.setting.EffectiveLimits;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.record.RefusedBy;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts together what decides about requests that have limits. Safe on any thread. */
final class Admissions {
  private final EffectiveLimits settings;
  private final Supplier<Limiter> limiters;
  private final Metrics metrics;
  private final TokenEstimates estimates;

  /**
   * @param limiters for the event loop of the caller
   */
  Admissions(EffectiveLimits settings, Supplier<Limiter> limiters, Metrics metrics) {
    this.settings = settings;
    this.limiters = limiters;
    this.metrics = metrics;
    this.estimates = new TokenEstimates(() -> settings.config().estimate());
  }

  /** For the event loop of the caller. */
  RequestLimits here() {
    return new RequestLimits(
        settings, limiters.get(), estimates, this::count, InstantSource.system());
  }

  private void count(@Nullable RefusedBy limit, long nanos) {
    if (limit == null) {
      metrics.limits("admitted", "", "", nanos);
    } else {
      metrics.limits("refused", limit.scope(), limit.dimension(), nanos);
    }
  }
}
