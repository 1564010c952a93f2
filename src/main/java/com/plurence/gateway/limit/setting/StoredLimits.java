package com.plurence.gateway.limit.setting;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.overload.Priority;

/** The limits that hold now. Safe on any thread. */
public final class StoredLimits implements EffectiveLimits {
  private static final int MOST_SETS = 50_000;

  private final KnownLimits known = new KnownLimits();
  private final LimitSets sets = new LimitSets(known, MOST_SETS);

  @Override
  public LimitSet limitsFor(Caller.Application caller, String model) {
    return sets.of(caller, model);
  }

  @Override
  public LimitsConfig.Reserve reserveOf(Caller.Application caller) {
    return known
        .of(Scope.Kind.PROJECT, caller.projectId())
        .reserve()
        .orElse(known.config().reserve());
  }

  @Override
  public Priority priorityOf(Caller.Application caller) {
    return known.of(Scope.Kind.KEY, caller.keyId()).priority().orElse(Priority.NORMAL);
  }

  @Override
  public LimitsConfig config() {
    return known.config();
  }

  @Override
  public void onChange(Runnable listener) {
    known.onChange(listener);
  }

  /** Takes over the defaults of a new configuration. */
  public void configure(LimitsConfig config) {
    known.configure(config);
  }
}
