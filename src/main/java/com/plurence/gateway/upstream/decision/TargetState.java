package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.catalog.Target;

/**
 * A target with what is known of it. The health and the budget are shared by every event loop and
 * every route that leads to the target.
 */
public record TargetState(
    Target target, TargetHealth health, RetryBudget budget, ConnectionLimit limit) {

  /** The same state as requests for {@code model} see it, if the target has many models. */
  TargetState ofModel(String model) {
    return target.hasManyModels()
        ? new TargetState(target, health.ofModel(model), budget, limit)
        : this;
  }

  /** The same state of {@code equal}, which may differ from the target in its prices alone. */
  TargetState of(Target equal) {
    return equal.sharesPricesWith(target) ? this : new TargetState(equal, health, budget, limit);
  }

  static TargetState fresh(Target target, long now) {
    return new TargetState(
        target,
        new TargetHealth(target.upstream().breaker(), target.upstream().totalTimeout(), now),
        new RetryBudget(target.upstream().retryBudget(), now),
        new ConnectionLimit(target.upstream().pool()));
  }
}
