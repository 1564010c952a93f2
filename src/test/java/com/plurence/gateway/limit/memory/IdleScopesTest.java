package com.plurence.gateway.limit.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of counts that nobody asks for. */
final class IdleScopesTest {
  private static final Amounts AMOUNTS = new Amounts(0, 5, 0, 5, false);

  private long now = Instant.parse("2026-03-10T12:00:00Z").toEpochMilli();
  private SpentSums records = SpentSums.NONE;
  private final MemoryLimiter limiter =
      new MemoryLimiter(
          (scopes, at) -> records.of(scopes, at), () -> Instant.ofEpochMilli(now), Runnable::run);

  private static LimitSet of(String account, String key, Dimension... dimensions) {
    List<Bound> bounds = new ArrayList<>();
    bounds.add(new Bound(Scope.account(account), Dimension.RPM, 1_000_000));
    for (Dimension dimension : dimensions) {
      bounds.add(new Bound(Scope.key(account, key), dimension, 1000));
    }
    return new LimitSet(account, bounds);
  }

  private Reservation admit(LimitSet limits) {
    return ((Admission.Admitted) limiter.admit(limits, AMOUNTS).result()).reservation();
  }

  private long used(LimitSet limits, int index) {
    return limiter.peek(limits).result().get(index).used();
  }

  @Test
  void random_ids_leave_nothing_behind() {
    Random random = new Random(1);
    for (int minute = 0; minute < 10; minute++) {
      for (int i = 0; i < 20_000; i++) {
        String account = i % 2 == 0 ? "a" : Long.toHexString(random.nextLong());
        LimitSet limits = of(account, Long.toHexString(random.nextLong()), Dimension.RPM);
        admit(limits).settle(new Settlement(5, 5, true));
      }
      now += 60_000;
      limiter.tidy();
      assertThat(limiter.size()).isZero();
    }
  }

  @Test
  void ids_that_were_only_looked_at_leave_nothing_behind() {
    for (int i = 0; i < 1000; i++) {
      limiter.peek(of("a", UUID.randomUUID().toString(), Dimension.USD_PER_MONTH)).result();
    }
    limiter.tidy();
    assertThat(limiter.size()).isZero();
  }

  @Test
  void what_is_used_of_a_month_stays() {
    LimitSet limits = of("a", "k", Dimension.TOKENS_PER_MONTH);
    admit(limits).settle(new Settlement(7, 0, true));
    now += 3_600_000;
    limiter.tidy();
    assertThat(limiter.size()).isOne();
    assertThat(used(limits, 1)).isEqualTo(7);
    now += 30 * 86_400_000L;
    limiter.tidy();
    assertThat(limiter.size()).isZero();
  }

  @Test
  void a_request_under_way_keeps_its_scopes() {
    LimitSet limits = of("a", "k", Dimension.TPM);
    Reservation reservation = admit(limits);
    now += 600_000;
    limiter.tidy();
    reservation.settle(new Settlement(50, 0, true));
    assertThat(used(limits, 1)).isEqualTo(45);
  }

  @Test
  void what_was_used_while_nothing_was_limited_is_read() {
    LimitSet limits = of("a", "k", Dimension.USD_PER_MONTH);
    records = (scopes, at) -> Future.succeededFuture(List.of(new Spent(0, 0, 0, 10)));
    admit(limits).settle(new Settlement(0, 5, true));
    assertThat(used(limits, 1)).isEqualTo(15);

    // Meanwhile the limit is lifted, and set again.
    records = (scopes, at) -> Future.succeededFuture(List.of(new Spent(0, 0, 0, 500)));
    limiter.tidy();
    now += 60_000;
    limiter.tidy();
    assertThat(used(limits, 1)).isEqualTo(500);
  }

  @Test
  void a_store_that_is_away_does_not_give_back_what_was_used() {
    LimitSet limits = of("a", "k", Dimension.USD_PER_MONTH);
    admit(limits).settle(new Settlement(0, 5, true));
    records = (scopes, at) -> Future.failedFuture("away");
    limiter.tidy();
    limiter.tidy();
    assertThat(used(limits, 1)).isEqualTo(5);
    records = (scopes, at) -> Future.succeededFuture(List.of(new Spent(0, 0, 0, 8)));
    limiter.renew();
    assertThat(used(limits, 1)).isEqualTo(8);
  }
}
