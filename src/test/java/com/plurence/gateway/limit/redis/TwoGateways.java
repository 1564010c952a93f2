package com.plurence.gateway.limit.redis;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.until;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.testing.Cable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Two gateways with a loop each, by the clock of a Redis that can be harmed. */
final class TwoGateways implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final String account;
  private final Cable cable;
  private final SpentSums records;
  private final RedisLimits first;
  private final RedisLimits second;
  private final Context firstLoop = vertx.getOrCreateContext();
  private final Context secondLoop = vertx.getOrCreateContext();

  /**
   * @param port of Redis; both go there through one cable
   */
  TwoGateways(int port, boolean closedWhenAway, SpentSums records) {
    this(port, closedWhenAway, records, UUID.randomUUID().toString());
  }

  private TwoGateways(int port, boolean closedWhenAway, SpentSums records, String account) {
    this.account = account;
    this.cable = done(Cable.to(vertx, port));
    this.records = records;
    this.first = gateway(closedWhenAway);
    this.second = gateway(closedWhenAway);
    admit(first, new LimitSet(account, List.of()), 1);
    admit(second, new LimitSet(account, List.of()), 1);
  }

  private RedisLimits gateway(boolean closedWhenAway) {
    Secret url = new Secret("redis://127.0.0.1:" + cable.port());
    // Longer than production waits, as the machines of tests are slow.
    SharedStateConfig config = new SharedStateConfig(url, Duration.ofMillis(200));
    return new RedisLimits(vertx, config, () -> closedWhenAway, records);
  }

  /** Two more, which serve the same account and go to Redis by a cable of their own. */
  TwoGateways others(int port) {
    return new TwoGateways(port, false, records, account);
  }

  RedisLimits first() {
    return first;
  }

  RedisLimits second() {
    return second;
  }

  Cable cable() {
    return cable;
  }

  /** Waits until both count in Redis and know of each other. */
  TwoGateways shared() {
    until(() -> first.isShared() && second.isShared() && know(first) && know(second));
    return this;
  }

  private boolean know(RedisLimits gateway) {
    boolean asked =
        done(
            on(
                gateway,
                () -> ((RedisLimiter) gateway.limiter()).register().map(true).otherwise(false)));
    return asked && gateway.replicas() == 2;
  }

  /** Waits until neither does. */
  void away() {
    until(() -> !first.isShared() && !second.isShared());
  }

  LimitSet limits(Dimension dimension, long most) {
    return limits(List.of(dimension), most);
  }

  LimitSet limits(List<Dimension> dimensions, long most) {
    return new LimitSet(
        account,
        dimensions.stream()
            .map(dimension -> new Bound(Scope.project(account, "p"), dimension, most))
            .toList());
  }

  /** What becomes of so many requests at once, each for one token and one nano-dollar. */
  List<Admission> admit(RedisLimits gateway, LimitSet limits, int times) {
    Amounts one = new Amounts(0, 1, 0, 1, false);
    return done(Future.all(
            IntStream.range(0, times)
                .mapToObj(i -> on(gateway, () -> gateway.limiter().admit(limits, one)))
                .toList()))
        .list();
  }

  /** How many of so many requests at once are admitted. */
  int admitted(RedisLimits gateway, LimitSet limits, int times) {
    return reservations(gateway, limits, times).size();
  }

  List<Reservation> reservations(RedisLimits gateway, LimitSet limits, int times) {
    return admit(gateway, limits, times).stream()
        .filter(Admission.Admitted.class::isInstance)
        .map(admission -> ((Admission.Admitted) admission).reservation())
        .toList();
  }

  void settle(RedisLimits gateway, List<Reservation> reservations) {
    done(
        on(
            gateway,
            () -> {
              reservations.forEach(one -> one.settle(new Settlement(1, 1, true)));
              return Future.succeededFuture();
            }));
  }

  /** How the first limit stands by what Redis says. */
  Standing standing(LimitSet limits) {
    return done(on(first, () -> first.limiter().peek(limits))).get(0);
  }

  <T> Future<T> on(RedisLimits gateway, Supplier<Future<T>> work) {
    Promise<T> outcome = Promise.promise();
    (gateway == first ? firstLoop : secondLoop)
        .runOnContext(here -> work.get().onComplete(outcome));
    return outcome.future();
  }

  @Override
  public void close() {
    done(first.close());
    done(second.close());
    done(vertx.close());
  }
}
