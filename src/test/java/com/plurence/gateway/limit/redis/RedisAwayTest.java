package com.plurence.gateway.limit.redis;

import static com.plurence.gateway.limit.Dimension.CONCURRENCY;
import static com.plurence.gateway.limit.Dimension.RPD;
import static com.plurence.gateway.limit.Dimension.RPM;
import static com.plurence.gateway.limit.Dimension.TOKENS_PER_MONTH;
import static com.plurence.gateway.limit.Dimension.TPM;
import static com.plurence.gateway.limit.Dimension.USD_PER_DAY;
import static com.plurence.gateway.limit.Dimension.USD_PER_MONTH;
import static com.plurence.gateway.testing.Outcome.failure;
import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.SpentSums.Spent;
import com.plurence.gateway.testing.redis.TestRedis;
import io.vertx.core.Future;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of limits while Redis is away, and when it is back. */
final class RedisAwayTest {
  private static final Amounts ONE = new Amounts(0, 1, 0, 1, false);

  private final TestRedis redis = TestRedis.start();
  private TwoGateways gateways = new TwoGateways(redis.port(), false, SpentSums.NONE);

  @AfterEach
  void stop() {
    gateways.close();
    redis.close();
  }

  @Test
  void each_gateway_goes_on_with_its_share_and_tells_redis_when_it_is_back() {
    LimitSet limits = gateways.shared().limits(List.of(RPM, TPM, CONCURRENCY, RPD), 21);
    int before = gateways.admitted(gateways.first(), limits, 4);
    redis.stop();
    gateways.away();

    int byFirst = gateways.admitted(gateways.first(), limits, 50);
    int bySecond = gateways.admitted(gateways.second(), limits, 50);

    assertThat(before).isEqualTo(4);
    assertThat(byFirst).as("half of the minute, less what it had").isEqualTo(7);
    assertThat(bySecond).isBetween(9, 11);
    redis.restart();
    Instant answering = Instant.now();
    gateways.shared();
    assertThat(Duration.between(answering, Instant.now())).isLessThan(Duration.ofSeconds(5));
    until(() -> gateways.standing(limits).used() == byFirst + bySecond);
    LimitSet inFlight = gateways.limits(CONCURRENCY, 21);
    assertThat(gateways.standing(inFlight).held()).isEqualTo(4 + byFirst + bySecond);
  }

  @Test
  void what_is_left_of_days_and_months_is_shared_while_redis_is_away() {
    LimitSet limits =
        gateways.shared().limits(List.of(RPD, TOKENS_PER_MONTH, USD_PER_DAY, USD_PER_MONTH), 100);
    List<Reservation> before = gateways.reservations(gateways.first(), limits, 60);
    gateways.settle(gateways.first(), before);
    assertThat(gateways.admitted(gateways.second(), limits, 10)).isEqualTo(10);
    gateways.cable().cut();
    gateways.away();

    List<Reservation> alone = gateways.reservations(gateways.second(), limits, 100);

    assertThat(alone).hasSize(15);
    gateways.settle(gateways.second(), alone);
    gateways.cable().mend();
    gateways.shared();
    until(() -> gateways.standing(limits).used() == 85);
    LimitSet month = gateways.limits(USD_PER_MONTH, 100);
    assertThat(gateways.standing(month).used()).isEqualTo(75);
    assertThat(gateways.standing(month).held()).isEqualTo(10);
  }

  @Test
  void a_redis_that_hangs_delays_no_request_for_long_and_late_answers_count_for_nothing() {
    LimitSet limits = gateways.shared().limits(List.of(RPM, TOKENS_PER_MONTH), 100);
    gateways.settle(gateways.first(), gateways.reservations(gateways.first(), limits, 1));
    redis.freeze();
    Instant frozen = Instant.now();

    int alone = gateways.admitted(gateways.first(), limits, 40);

    assertThat(Duration.between(frozen, Instant.now())).isLessThan(Duration.ofSeconds(2));
    assertThat(alone).isEqualTo(40);
    assertThat(gateways.first().isShared()).isFalse();
    assertThat(gateways.admitted(gateways.first(), limits, 40)).isEqualTo(9);
    redis.thaw();
    gateways.shared();
    until(() -> gateways.standing(limits).used() == 50);
    until(() -> gateways.standing(gateways.limits(TOKENS_PER_MONTH, 100)).held() == 49);
  }

  @Test
  void replies_that_are_lost_count_nothing_twice() {
    LimitSet limits = gateways.shared().limits(List.of(RPD, TOKENS_PER_MONTH), 100);
    List<Reservation> running = gateways.reservations(gateways.first(), limits, 10);
    gateways.cable().swallow();
    gateways.settle(gateways.first(), running);
    until(() -> redis.command("INFO", "commandstats").contains("cmdstat_hset"));
    gateways.away();
    gateways.cable().cut();
    gateways.cable().mend();
    gateways.shared();

    until(() -> gateways.standing(gateways.limits(TOKENS_PER_MONTH, 100)).used() == 10);
    assertThat(gateways.standing(gateways.limits(TOKENS_PER_MONTH, 100)).held()).isZero();
    assertThat(gateways.standing(limits).used()).isEqualTo(10);
  }

  @Test
  void an_emptied_redis_grants_no_second_month() {
    gateways.close();
    gateways =
        new TwoGateways(
            redis.port(),
            false,
            (scopes, now) ->
                Future.succeededFuture(
                    scopes.stream().map(scope -> new Spent(5, 90, 90, 90)).toList()));
    LimitSet limits = gateways.shared().limits(List.of(TOKENS_PER_MONTH, USD_PER_DAY), 100);
    assertThat(gateways.admitted(gateways.first(), limits, 4)).isEqualTo(4);
    redis.restart();
    gateways.shared();

    assertThat(gateways.admitted(gateways.second(), limits, 50)).isEqualTo(6);
  }

  @Test
  void what_the_records_tell_of_an_outage_is_not_counted_again_in_an_emptied_redis() {
    AtomicLong recorded = new AtomicLong();
    gateways.close();
    gateways =
        new TwoGateways(
            redis.port(),
            false,
            (scopes, now) -> {
              long all = recorded.get();
              return Future.succeededFuture(List.of(new Spent(all, all, all, all)));
            });
    LimitSet limits =
        gateways.shared().limits(List.of(RPD, TOKENS_PER_MONTH, USD_PER_DAY, USD_PER_MONTH), 100);
    gateways.settle(gateways.first(), gateways.reservations(gateways.first(), limits, 1));
    gateways.cable().cut();
    gateways.away();
    redis.restart();
    gateways.settle(gateways.first(), gateways.reservations(gateways.first(), limits, 9));
    gateways.settle(gateways.second(), gateways.reservations(gateways.second(), limits, 10));
    recorded.set(20);

    try (TwoGateways others = gateways.others(redis.port())) {
      until(() -> others.first().isShared());
      assertThat(others.standing(limits).used()).as("read by who is first there").isEqualTo(20);
      gateways.cable().mend();
      until(() -> gateways.first().isShared() && gateways.second().isShared());
      for (Bound bound : limits.bounds()) {
        LimitSet one = gateways.limits(bound.dimension(), 100);
        assertThat(others.standing(one).used()).as("%s", bound.dimension()).isEqualTo(20);
      }
    }
  }

  @Test
  void scripts_that_are_forgotten_under_load_cost_no_request() {
    LimitSet limits = gateways.shared().limits(List.of(RPM, CONCURRENCY), 300);
    int admitted = 0;
    for (int i = 0; i < 10; i++) {
      redis.command("SCRIPT", "FLUSH");
      admitted += gateways.admitted(i % 2 == 0 ? gateways.first() : gateways.second(), limits, 50);
    }
    assertThat(admitted).isEqualTo(300);
    assertThat(gateways.standing(limits).used()).isEqualTo(300);
  }

  @Test
  void requests_with_limits_are_refused_if_nobody_may_be_let_in_unseen() {
    gateways.close();
    gateways = new TwoGateways(redis.port(), true, SpentSums.NONE).shared();
    LimitSet limits = gateways.limits(RPM, 10);
    redis.stop();
    gateways.away();

    Future<?> refused =
        gateways.on(gateways.first(), () -> gateways.first().limiter().admit(limits, ONE));

    assertThat(failure(refused)).isEqualTo(ErrorCode.LIMITS_UNAVAILABLE);
    redis.restart();
    gateways.shared();
    assertThat(gateways.admitted(gateways.first(), limits, 20)).isEqualTo(10);
  }

  @Test
  void a_gateway_starts_while_redis_is_away() {
    gateways.close();
    redis.stop();
    gateways = new TwoGateways(redis.port(), false, SpentSums.NONE);

    LimitSet limits = gateways.limits(RPM, 10);

    assertThat(gateways.admitted(gateways.first(), limits, 20)).isEqualTo(10);
    redis.restart();
    gateways.shared();
    until(() -> gateways.standing(limits).used() == 10);
  }

  @Test
  void limits_that_do_not_hold_any_more_take_no_room() {
    WeakReference<LimitSet> replaced = new WeakReference<>(limitsThatWereAsked());

    until(
        () -> {
          System.gc();
          return replaced.get() == null;
        });
  }

  private LimitSet limitsThatWereAsked() {
    LimitSet limits = gateways.shared().limits(List.of(RPM, TOKENS_PER_MONTH), 10);
    gateways.settle(gateways.first(), gateways.reservations(gateways.first(), limits, 1));
    return limits;
  }
}
