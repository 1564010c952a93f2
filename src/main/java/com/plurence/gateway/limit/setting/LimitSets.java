package com.plurence.gateway.limit.setting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.config.LimitsConfig;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limits;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts sets of limits together, once after each change. However many models are named, only those
 * that have limits take room. Safe on any thread.
 */
final class LimitSets {
  private final KnownLimits known;
  private final Cache<String, Made> ofKeys;
  private final Cache<OfModel, Made> ofModels;

  /**
   * @param most how many sets to keep of keys, and of models; others are put together again
   */
  LimitSets(KnownLimits known, int most) {
    this.known = known;
    this.ofKeys = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
    this.ofModels = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  private record OfModel(String keyId, String model) {}

  /**
   * A set, and what it was made of.
   *
   * @param ofProject what the project has of its own
   */
  private record Made(long generation, String projectId, OwnLimits ofProject, LimitSet set) {
    boolean isFor(Caller.Application caller, long now) {
      return generation == now
          && projectId.equals(caller.projectId())
          && set.accountId().equals(caller.accountId());
    }
  }

  /** All limits of a request of {@code caller} to {@code model}. */
  LimitSet of(Caller.Application caller, String model) {
    Made made = ofKey(caller);
    return isLimited(model, made.ofProject()) ? ofModel(caller, model, made).set() : made.set();
  }

  /** All that {@code caller} may know of, for every model that it may use. */
  LimitSet visibleTo(Caller.Application caller) {
    Made made = ofKey(caller);
    List<Bound> bounds = new ArrayList<>(made.set().bounds());
    for (String model : LimitView.limitedModels(made.ofProject(), known.config())) {
      if (caller.mayUse(model)) {
        add(
            bounds,
            Scope.model(caller.accountId(), caller.projectId(), model),
            made.ofProject().over(known.config(), model));
      }
    }
    bounds.removeIf(
        bound ->
            bound.scope().kind() == Scope.Kind.ACCOUNT
                || bound.dimension().unit() == Unit.NANO_USD);
    return new LimitSet(caller.accountId(), bounds);
  }

  private boolean isLimited(String model, OwnLimits ofProject) {
    return known.config().models().containsKey(model) || ofProject.models().containsKey(model);
  }

  private Made ofKey(Caller.Application caller) {
    long now = known.generation();
    Made kept = ofKeys.getIfPresent(caller.keyId());
    if (kept != null && kept.isFor(caller, now)) {
      return kept;
    }
    List<Bound> bounds = new ArrayList<>();
    OwnLimits ofProject = known.of(Scope.Kind.PROJECT, caller.projectId());
    LimitsConfig defaults = known.config();
    add(
        bounds,
        Scope.account(caller.accountId()),
        known.of(Scope.Kind.ACCOUNT, caller.accountId()).over(defaults.account()));
    add(
        bounds,
        Scope.project(caller.accountId(), caller.projectId()),
        ofProject.over(defaults.project()));
    add(
        bounds,
        Scope.key(caller.accountId(), caller.keyId()),
        known.of(Scope.Kind.KEY, caller.keyId()).over(defaults.key()));
    Made made = new Made(now, caller.projectId(), ofProject, same(kept, caller, bounds));
    ofKeys.put(caller.keyId(), made);
    return made;
  }

  private Made ofModel(Caller.Application caller, String model, Made ofKey) {
    OfModel place = new OfModel(caller.keyId(), model);
    Made kept = ofModels.getIfPresent(place);
    if (kept != null && kept.isFor(caller, ofKey.generation())) {
      return kept;
    }
    List<Bound> bounds = new ArrayList<>(ofKey.set().bounds());
    add(
        bounds,
        Scope.model(caller.accountId(), caller.projectId(), model),
        ofKey.ofProject().over(known.config(), model));
    Made made =
        new Made(
            ofKey.generation(), caller.projectId(), ofKey.ofProject(), same(kept, caller, bounds));
    ofModels.put(place, made);
    return made;
  }

  /** Whoever keeps count may have attached something to the set of before. */
  private static LimitSet same(
      @Nullable Made before, Caller.Application caller, List<Bound> bounds) {
    LimitSet now = new LimitSet(caller.accountId(), bounds);
    return before != null && before.set().equals(now) ? before.set() : now;
  }

  /** Adds what {@code limits} say of {@code scope}. */
  static void add(List<Bound> bounds, Scope scope, Limits limits) {
    limits.most().forEach((dimension, most) -> bounds.add(new Bound(scope, dimension, most)));
  }
}
