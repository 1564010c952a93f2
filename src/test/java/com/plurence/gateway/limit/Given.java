package com.plurence.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An account of its own for one test, with limits as the test says. */
final class Given {
  private static final Amounts REQUEST = new Amounts(0, 0, 0, 0, false);

  private final LimiterUnderTest limiter;
  private final String account = UUID.randomUUID().toString();
  private final List<Bound> bounds = new ArrayList<>();

  Given(LimiterUnderTest limiter, String now) {
    this.limiter = limiter;
    limiter.setRecords(SpentSums.NONE);
    clock(now);
  }

  Given clock(String now) {
    limiter.setClock(Instant.parse(now).toEpochMilli());
    return this;
  }

  /** The account may use {@code most}. */
  Given account(Dimension dimension, long most) {
    return limit(Scope.account(account), dimension, most);
  }

  /** The key may use {@code most}. */
  Given key(Dimension dimension, long most) {
    return limit(Scope.key(account, "key"), dimension, most);
  }

  private Given limit(Scope scope, Dimension dimension, long most) {
    bounds.removeIf(bound -> bound.scope().equals(scope) && bound.dimension() == dimension);
    bounds.add(new Bound(scope, dimension, most));
    return this;
  }

  LimitSet limits() {
    return new LimitSet(account, bounds);
  }

  Scope accountScope() {
    return Scope.account(account);
  }

  /** The records say that the account has used {@code spent}. */
  Given recorded(Spent spent) {
    limiter.setRecords(
        (scopes, now) ->
            Future.succeededFuture(
                scopes.stream()
                    .map(scope -> scope.equals(accountScope()) ? spent : Spent.NOTHING)
                    .toList()));
    return this;
  }

  Reservation admitted() {
    return admitted(REQUEST);
  }

  Reservation admitted(Amounts amounts) {
    Admission admission = limiter.admit(limits(), amounts);
    assertThat(admission).isInstanceOf(Admission.Admitted.class);
    return ((Admission.Admitted) admission).reservation();
  }

  List<Refusal> refused() {
    return refused(REQUEST);
  }

  List<Refusal> refused(Amounts amounts) {
    Admission admission = limiter.admit(limits(), amounts);
    assertThat(admission).isInstanceOf(Admission.Refused.class);
    return ((Admission.Refused) admission).refusals();
  }

  /** The wait of the only refusal, in milliseconds. */
  long waitMillis(Amounts amounts) {
    List<Refusal> refusals = refused(amounts);
    assertThat(refusals).hasSize(1);
    return refusals.get(0).waitMillis();
  }

  long waitMillis() {
    return waitMillis(REQUEST);
  }

  List<Long> used() {
    return limiter.peek(limits()).stream().map(Standing::used).toList();
  }

  List<Long> held() {
    return limiter.peek(limits()).stream().map(Standing::held).toList();
  }

  List<Long> remaining() {
    return limiter.peek(limits()).stream().map(Standing::remaining).toList();
  }

  void settle(Reservation reservation, long tokens, long nanoUsd) {
    limiter.settle(reservation, new Settlement(tokens, nanoUsd, true));
  }

  void settleUnsent(Reservation reservation) {
    limiter.settle(reservation, Settlement.UNSENT);
  }

  static Amounts tokens(long tokens) {
    return new Amounts(0, tokens, 0, 0, false);
  }

  static Amounts nanoUsd(long nanoUsd) {
    return new Amounts(0, 0, 0, nanoUsd, false);
  }
}
