package com.plurence.gateway.limit.setting;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.overload.Priority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * The limits that hold now, in memory: all of them, since one that was left out would not be kept.
 * Safe on any thread.
 */
public final class StoredLimits implements EffectiveLimits {
  private static final int MOST_SETS = 20_000;

  private final KnownLimits known = new KnownLimits();
  private final LimitSets sets = new LimitSets(known, MOST_SETS);
  private final LimitRefresh refresh;

  /** Nothing is known yet but that nothing is limited by default; {@link #load} reads the rest. */
  public StoredLimits(Vertx vertx, LimitStore store) {
    this.refresh = new LimitRefresh(vertx, store, known);
  }

  /** What must be subscribed to the feed, before {@link #load}. */
  public LimitFeed.LimitChangeListener feedListener() {
    return refresh;
  }

  /**
   * Reads everything from the store, and drops what it no longer has: at the start, and now and
   * then, because nobody tells of limits that go with their owner.
   */
  public Future<Void> load() {
    return refresh.load();
  }

  @Override
  public LimitSet limitsFor(Caller.Application caller, String model) {
    return sets.of(caller, model);
  }

  /** The limits of {@code caller}, and of all models that it may use, that it may know of. */
  LimitSet visibleTo(Caller.Application caller) {
    return sets.visibleTo(caller);
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
