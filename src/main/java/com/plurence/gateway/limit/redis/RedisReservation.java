package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.redis.script.Letters;
import com.plurence.gateway.limit.redis.script.Times;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request has taken, by the word of Redis or on this gateway's own. Of one event loop. */
final class RedisReservation implements Reservation {
  /** Lapsed long ago: nothing is held in Redis. */
  private static final long NOT_HELD = Long.MIN_VALUE;

  private final Counts counts;
  private final Plan plan;
  private final LimitSet taken;
  private final Amounts amounts;
  private final long second;
  private final List<Standing> standings;
  private long slot;
  private @Nullable Settlement settled;
  private @Nullable Reservation own;

  /** How a hold is called in Redis, and how much it is. */
  interface EachHold {
    void hold(String key, String letter, long amount);
  }

  private RedisReservation(
      Counts counts,
      Plan plan,
      LimitSet taken,
      Amounts amounts,
      long second,
      long slot,
      List<Standing> standings) {
    this.counts = counts;
    this.plan = plan;
    this.taken = taken;
    this.amounts = amounts;
    this.second = second;
    this.slot = slot;
    this.standings = standings;
  }

  /** Redis has admitted it. */
  static RedisReservation shared(Counts counts, Plan plan, Amounts amounts, Answer answer) {
    return new RedisReservation(
        counts,
        plan,
        plan.limits(),
        amounts,
        answer.second(),
        Times.lapse(answer.second()),
        answer.standings(plan.limits()));
  }

  /**
   * This gateway has admitted it on its own; Redis will be told.
   *
   * @param taken by which the amounts were taken
   */
  static RedisReservation alone(
      Counts counts, Plan plan, LimitSet taken, Amounts amounts, List<Standing> standings) {
    long second = counts.clock().second();
    return new RedisReservation(counts, plan, taken, amounts, second, NOT_HELD, standings).tell();
  }

  private RedisReservation tell() {
    Batch batch = batch();
    for (int i = 0; i < taken.bounds().size(); i++) {
      Bound bound = taken.bounds().get(i);
      String key = key(bound.scope());
      switch (bound.dimension()) {
        case RPM, TPM ->
            batch.spent(key, Letters.window(bound.dimension()), second, amounts.of(bound));
        case RPD -> batch.used(key, Times.day(second), 1, 0, 0, 0, 0);
        case CONCURRENCY, TOKENS_PER_MONTH, USD_PER_DAY, USD_PER_MONTH -> {
          // Held only once Redis is back, if the request still runs.
        }
      }
    }
    return this;
  }

  /** The same is counted here, too; perhaps only now that the request is over. */
  void own(Reservation reservation) {
    own = reservation;
    if (settled != null) {
      reservation.settle(settled);
    }
  }

  @Override
  public List<Standing> standings() {
    return standings;
  }

  @Override
  public void settle(Settlement used) {
    if (settled != null) {
      return;
    }
    settled = used;
    counts.holders().remove(this);
    if (own != null) {
      own.settle(used);
    }
    plan.repeated().forget();
    settleWindows(used);
    settleSums(used);
  }

  private void settleWindows(Settlement used) {
    Batch batch = batch();
    for (Bound bound : taken.bounds()) {
      if (bound.dimension() == Dimension.RPM && !used.countsAsRequest()) {
        differs(batch, bound, -1);
      } else if (bound.dimension() == Dimension.TPM) {
        differs(batch, bound, used.tokens() - amounts.of(bound));
      }
    }
    if (slot != NOT_HELD) {
      eachHold((key, letter, amount) -> batch.held(key, letter, slot, -amount));
    }
  }

  /** While Redis is away what is too much belongs to a second of that time, and leaves with it. */
  private void differs(Batch batch, Bound bound, long amount) {
    String key = key(bound.scope());
    String letter = Letters.window(bound.dimension());
    if (amount < 0 || counts.isShared()) {
      batch.differs(key, letter, second, amount);
    } else {
      long now = counts.clock().second();
      boolean counts = second > now - Times.SECONDS_OF_WINDOW;
      batch.spent(key, letter, counts ? second : now, amount);
    }
  }

  private void settleSums(Settlement used) {
    Batch batch = batch();
    long now = counts.clock().second();
    long day = counts.isShared() ? 0 : Times.day(now);
    long month = counts.isShared() ? 0 : Times.month(now);
    Set<Scope> counted =
        taken.bounds().stream()
            .filter(bound -> bound.dimension() == Dimension.RPD)
            .map(Bound::scope)
            .collect(Collectors.toSet());
    for (Scope scope : plan.scopes()) {
      long requests = (used.countsAsRequest() ? 1L : 0) - (counted.contains(scope) ? 1 : 0);
      batch.used(
          key(scope), Times.day(second), requests, day, month, used.tokens(), used.nanoUsd());
    }
  }

  private Batch batch() {
    return counts.settlements().of(accountId());
  }

  private String key(Scope scope) {
    return plan.keys().get(plan.scopes().indexOf(scope));
  }

  String accountId() {
    return taken.accountId();
  }

  /** Calls {@code each} for everything that the request holds while it runs. */
  void eachHold(EachHold each) {
    for (Bound bound : taken.bounds()) {
      switch (bound.dimension()) {
        case CONCURRENCY, TOKENS_PER_MONTH, USD_PER_DAY, USD_PER_MONTH ->
            each.hold(key(bound.scope()), Letters.window(bound.dimension()), amounts.of(bound));
        case RPM, TPM, RPD -> {
          // Counted when it was admitted.
        }
      }
    }
  }

  /** Where what is held lapses. */
  long slot() {
    return slot;
  }

  /** What is held has been moved. */
  void holdUntil(long moved) {
    slot = moved;
  }
}
