package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Admission.Admitted;
import com.plurence.gateway.limit.Admission.Refused;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.Refusal;
import com.plurence.gateway.limit.Standing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/**
 * What this gateway counts by itself, all the time, so that it can go on with its share of each
 * limit at any moment.
 */
final class Alone {
  private final Limiter own;

  /**
   * @param own counts in memory, for all event loops
   */
  Alone(Limiter own) {
    this.own = own;
  }

  /** Counts what Redis has admitted. */
  void count(Plan plan, Amounts amounts, Answer answer, RedisReservation reservation) {
    own.admit(plan.unlimited(), amounts)
        .onSuccess(
            admission -> {
              if (admission instanceof Admitted admitted) {
                plan.heard(answer, admitted.reservation().standings());
                reservation.own(admitted.reservation());
              }
            });
  }

  /** Decides by this gateway's share, as one of {@code replicas}. */
  Future<Admission> admit(Counts counts, Plan plan, Amounts amounts, int replicas) {
    LimitSet shares = plan.shares(counts.clock().second(), replicas);
    return own.admit(shares, amounts)
        .map(
            admission ->
                admission instanceof Admitted admitted
                    ? admitted(counts, plan, shares, amounts, admitted)
                    : refused(plan, (Refused) admission));
  }

  private static Admission admitted(
      Counts counts, Plan plan, LimitSet shares, Amounts amounts, Admitted admitted) {
    List<Standing> standings = standings(plan, admitted.reservation().standings());
    RedisReservation reservation = RedisReservation.alone(counts, plan, shares, amounts, standings);
    reservation.own(admitted.reservation());
    counts.holders().add(reservation);
    return new Admitted(reservation);
  }

  private static Admission refused(Plan plan, Refused refused) {
    List<Refusal> refusals =
        refused.refusals().stream()
            .map(refusal -> new Refusal(original(plan, refusal.bound()), refusal.waitMillis()))
            .toList();
    return new Refused(refusals, standings(plan, refused.standings()));
  }

  private static Bound original(Plan plan, Bound share) {
    return plan.limits().bounds().stream()
        .filter(
            bound -> bound.dimension() == share.dimension() && bound.scope().equals(share.scope()))
        .findFirst()
        .orElse(share);
  }

  /** How limits stand by this gateway's share. */
  Future<List<Standing>> peek(Counts counts, Plan plan, int replicas) {
    return own.peek(plan.shares(counts.clock().second(), replicas))
        .map(standings -> standings(plan, standings));
  }

  private static List<Standing> standings(Plan plan, List<Standing> shares) {
    List<Standing> standings = new ArrayList<>(shares.size());
    for (int i = 0; i < shares.size(); i++) {
      Standing share = shares.get(i);
      standings.add(
          new Standing(
              plan.limits().bounds().get(i),
              share.used(),
              share.held(),
              share.remaining(),
              share.resetsAtMillis()));
    }
    return standings;
  }
}
