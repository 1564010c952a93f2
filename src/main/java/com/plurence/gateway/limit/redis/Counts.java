package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.redis.script.Keys;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.limit.redis.script.Scripts;
import com.plurence.gateway.limit.redis.script.SharedClock;
import com.plurence.gateway.sharedstate.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What is counted in Redis, as one event loop sees it. */
final class Counts {
  private final Scripts scripts;
  private final SharedClock clock;
  private final Settlements settlements;
  private final Holders holders;
  private final Seeds seeds;
  private final BooleanSupplier shared;

  /**
   * @param shared whether Redis counts at the moment
   */
  Counts(Vertx vertx, RedisLink link, SharedClock clock, SpentSums sums, BooleanSupplier shared) {
    this.scripts = new Scripts(link);
    this.clock = clock;
    this.seeds = new Seeds(vertx, scripts, clock, sums);
    this.settlements = new Settlements(vertx, scripts, clock, shared, seeds);
    this.holders = new Holders(scripts, clock);
    this.shared = shared;
  }

  Scripts scripts() {
    return scripts;
  }

  SharedClock clock() {
    return clock;
  }

  Settlements settlements() {
    return settlements;
  }

  Holders holders() {
    return holders;
  }

  boolean isShared() {
    return shared.getAsBoolean();
  }

  /** Asks {@link Script#ADMIT} or {@link Script#PEEK}; the answer may be that sums are unknown. */
  Future<Answer> ask(Script script, Plan plan, Amounts amounts) {
    return scripts
        .run(script, plan.keys(), plan.arguments(clock.argument(), amounts))
        .map(Answer::of)
        .onSuccess(answer -> clock.heard(answer.millis()));
  }

  /** Makes known what {@code answer} says is unknown. */
  Future<Void> sow(Plan plan, Answer answer) {
    return seeds.sow(answer.unknown(plan.limits()), answer.second() * 1_000);
  }

  /**
   * Forgets what {@code scopes} have used.
   *
   * @param sumsAlone whether minutes stay as they are
   */
  Future<Void> forget(List<Scope> scopes, boolean sumsAlone) {
    List<String> keys = new ArrayList<>();
    scopes.forEach(scope -> keys.add(Keys.of(scope)));
    keys.add(Keys.account(scopes.get(0).accountId()));
    return scripts
        .run(Script.RESYNC, keys, List.of(clock.argument(), sumsAlone ? "sums" : "all"))
        .mapEmpty();
  }
}
