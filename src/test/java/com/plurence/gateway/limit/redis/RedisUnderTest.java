package com.plurence.gateway.limit.redis;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;

import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.LimiterUnderTest;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.redis.script.SharedClock;
import com.plurence.gateway.testing.redis.TestRedis;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Limiters in Redis, in the hands of a test: two gateways with two event loops each. */
final class RedisUnderTest implements LimiterUnderTest, AutoCloseable {
  private static final int GATEWAYS = 2;
  private static final int LOOPS = 2;
  private static final Duration PATIENT = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();
  private final List<Loop> loops = new ArrayList<>();
  private final Map<Reservation, Loop> owners = new HashMap<>();
  private volatile long now = System.currentTimeMillis();
  private volatile SpentSums records = SpentSums.NONE;

  /** An event loop of a gateway. */
  private record Loop(Context context, RedisLimits gateway) {
    <T> Future<T> run(Function<RedisLimiter, Future<T>> work) {
      Promise<T> outcome = Promise.promise();
      context.runOnContext(
          here -> work.apply((RedisLimiter) gateway.limiter()).onComplete(outcome));
      return outcome.future();
    }
  }

  RedisUnderTest() {
    InstantSource clock = () -> Instant.ofEpochMilli(now);
    SharedStateConfig config = new SharedStateConfig(TestRedis.shared().url(), PATIENT);
    for (int i = 0; i < GATEWAYS; i++) {
      RedisLimits gateway =
          new RedisLimits(
              vertx,
              config,
              () -> false,
              (scopes, at) -> records.of(scopes, at),
              () -> SharedClock.given(clock),
              clock,
              Duration.ZERO);
      for (int j = 0; j < LOOPS; j++) {
        Loop loop = new Loop(vertx.getOrCreateContext(), gateway);
        loops.add(loop);
        done(loop.run(limiter -> Future.succeededFuture()));
      }
      until(gateway::isShared);
    }
  }

  /** How many read records, each by itself. */
  static int readers() {
    return GATEWAYS * LOOPS;
  }

  @Override
  public void setClock(long millis) {
    now = millis;
  }

  @Override
  public void setRecords(SpentSums sums) {
    records = sums;
  }

  @Override
  public Admission admit(LimitSet limits, Amounts amounts) {
    Loop loop = loops.get(owners.size() % loops.size());
    return own(loop, done(loop.run(limiter -> limiter.admit(limits, amounts))));
  }

  private Admission own(Loop loop, Admission admission) {
    if (admission instanceof Admission.Admitted admitted) {
      owners.put(admitted.reservation(), loop);
    }
    return admission;
  }

  @Override
  public List<Admission> admitAtOnce(int times, LimitSet limits, Amounts amounts) {
    List<Future<Admission>> all =
        IntStream.range(0, times)
            .mapToObj(i -> loops.get(i % loops.size()))
            .map(loop -> loop.run(limiter -> limiter.admit(limits, amounts)))
            .toList();
    return done(Future.all(all)).list();
  }

  @Override
  public void settle(Reservation reservation, Settlement used) {
    Loop loop = owners.get(reservation);
    if (loop != null) {
      done(
          loop.run(
              limiter -> {
                reservation.settle(used);
                return limiter.settled();
              }));
    }
  }

  @Override
  public List<Standing> peek(LimitSet limits) {
    return done(loops.get(0).run(limiter -> limiter.peek(limits)));
  }

  @Override
  public void resync(List<Scope> scopes) {
    done(loops.get(0).run(limiter -> limiter.resync(scopes)));
  }

  @Override
  public void recount(List<Scope> scopes) {
    done(loops.get(0).run(limiter -> limiter.recount(scopes)));
  }

  @Override
  public void renew() {
    loops.forEach(loop -> done(loop.run(RedisLimiter::renew)));
  }

  @Override
  public void tidy() {
    // Redis forgets by itself.
  }

  @Override
  public void close() {
    loops.forEach(loop -> done(loop.gateway().close()));
    done(vertx.close());
  }
}
