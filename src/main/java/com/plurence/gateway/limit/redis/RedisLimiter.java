package com.plurence.gateway.limit.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Admission.Admitted;
import com.plurence.gateway.limit.Admission.Refused;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.redis.script.Script;
import com.plurence.gateway.sharedstate.RedisLink;
import com.plurence.gateway.timing.Hop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The limiter of one event loop: it asks Redis, or decides on its own while Redis is away. */
final class RedisLimiter implements Limiter {
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_REGISTRATIONS = Duration.ofSeconds(5);
  private static final Duration LAST_WORDS = Duration.ofMillis(500);
  private static final Amounts NOTHING = new Amounts(0, 0, 0, 0, false);

  private final Context context;
  private final RedisLimits common;
  private final RedisLink link;
  private final Presence presence;
  private final Counts counts;
  private final Replicas replicas;
  private final Questions questions;
  private final Cache<LimitSet, Plan> plans = Caffeine.newBuilder().weakKeys().build();
  private final long renewals;
  private final long registrations;

  /**
   * Begins to connect.
   *
   * @param context of the event loop, on which this is called
   * @param loop a name of the event loop that no other has, of any gateway
   */
  RedisLimiter(Context context, RedisLimits common, String loop) {
    this.context = context;
    Vertx vertx = context.owner();
    this.common = common;
    this.presence = new Presence(common.sharing(), common.timeout(), this::comeBack);
    this.link = new RedisLink(vertx, common.url(), presence);
    this.counts = new Counts(vertx, link, common.newClock(), common.sums(), presence::isShared);
    this.replicas = new Replicas(counts.scripts(), counts.clock(), common.name(), loop);
    this.questions = new Questions(presence, counts, new Deadlines(vertx, common.timeout()));
    this.renewals = vertx.setPeriodic(BETWEEN_RENEWALS.toMillis(), due -> renew());
    this.registrations = vertx.setPeriodic(BETWEEN_REGISTRATIONS.toMillis(), due -> register());
  }

  /** What lapses unless this is called every 10 seconds. */
  Future<Void> renew() {
    if (presence.isShared()) {
      return counts.holders().renew();
    }
    counts.settlements().prune();
    return Future.succeededFuture();
  }

  /** Says that this gateway lives, which is due every 5 seconds. */
  Future<Void> register() {
    return presence.isShared()
        ? replicas
            .register()
            .onSuccess(emptied -> counts.holders().holdAgain(counts.settlements(), emptied, false))
            .mapEmpty()
        : Future.succeededFuture();
  }

  /** First who is there, then what was admitted meanwhile. */
  private Future<Void> comeBack() {
    return replicas
        .register()
        .onSuccess(this::holdAgain)
        .compose(registered -> counts.settlements().sendAll());
  }

  private void holdAgain(boolean emptied) {
    if (emptied) {
      counts.settlements().forgetSums();
    }
    counts.holders().holdAgain(counts.settlements(), emptied, true);
  }

  @Override
  public Future<Admission> admit(LimitSet limits, Amounts amounts) {
    Plan plan = plan(limits);
    Refused again = plan.repeated().at(counts.clock().millis());
    if (again != null) {
      return Future.succeededFuture(again);
    }
    return Hop.here(
        questions
            .ask(Script.ADMIT, plan, amounts, late -> giveBack(plan, amounts, late))
            .map(answer -> admission(plan, amounts, answer))
            .recover(
                away ->
                    alone(() -> common.alone().admit(counts, plan, amounts, replicas.count()))));
  }

  private Plan plan(LimitSet limits) {
    return plans.get(limits, unknown -> new Plan(limits, common::known, common.repeated()));
  }

  /** Nobody waits for what has been admitted late: it has been decided otherwise. */
  private void giveBack(Plan plan, Amounts amounts, Answer late) {
    if (late.kind() == Answer.Kind.ADMITTED) {
      RedisReservation.shared(counts, plan, amounts, late).settle(Settlement.UNSENT);
    }
  }

  private Admission admission(Plan plan, Amounts amounts, Answer answer) {
    if (answer.kind() == Answer.Kind.REFUSED) {
      Refused refused =
          new Refused(answer.refusals(plan.limits()), answer.standings(plan.limits()));
      plan.repeated().remember(refused, counts.clock().millis());
      return refused;
    }
    RedisReservation reservation = RedisReservation.shared(counts, plan, amounts, answer);
    counts.holders().add(reservation);
    common.alone().count(plan, amounts, answer, reservation);
    return new Admitted(reservation);
  }

  @Override
  public Future<List<Standing>> peek(LimitSet limits) {
    Plan plan = plan(limits);
    return Hop.here(
        questions
            .ask(Script.PEEK, plan, NOTHING, late -> {})
            .map(answer -> answer.standings(limits))
            .recover(away -> alone(() -> common.alone().peek(counts, plan, replicas.count()))));
  }

  private <T> Future<T> alone(Supplier<Future<T>> decision) {
    return common.isClosedWhenAway()
        ? Future.failedFuture(ErrorCode.LIMITS_UNAVAILABLE.toException().withRetryAfter(COME_BACK))
        : decision.get();
  }

  @Override
  public Future<Void> resync(List<Scope> scopes) {
    return forget(scopes, false);
  }

  @Override
  public Future<Void> recount(List<Scope> scopes) {
    return forget(scopes, true);
  }

  private Future<Void> forget(List<Scope> scopes, boolean sumsAlone) {
    return scopes.isEmpty()
        ? Future.succeededFuture()
        : Hop.here(counts.forget(scopes, sumsAlone))
            .recover(
                failure ->
                    Future.failedFuture(
                        ErrorCode.LIMITS_UNAVAILABLE.toException().withRetryAfter(COME_BACK)));
  }

  /** Completes when everything that was settled is counted. */
  Future<Void> settled() {
    return counts.settlements().sendAll();
  }

  /** How many gateways share the limits, by what was heard last. */
  int replicas() {
    return replicas.count();
  }

  /** How many requests are under way. */
  int underWay() {
    return counts.holders().count();
  }

  /** Whether Redis counts at the moment. */
  boolean isShared() {
    return presence.isShared();
  }

  /** Sends what waits, if that can be at once, and ends the connection; on any thread. */
  Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    context.runOnContext(here -> closeHere().onComplete(closed));
    return closed.future();
  }

  private Future<Void> closeHere() {
    context.owner().cancelTimer(renewals);
    context.owner().cancelTimer(registrations);
    Future<Void> sent = presence.isShared() ? settled() : Future.succeededFuture();
    return sent.compose(told -> replicas.leave())
        .timeout(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty()
        .onComplete(over -> link.close());
  }
}
