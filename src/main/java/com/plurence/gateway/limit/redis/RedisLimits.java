package com.plurence.gateway.limit.redis;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.memory.MemoryLimiter;
import com.plurence.gateway.limit.redis.script.SharedClock;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Limits that are counted in Redis, for all gateways that use it. Each event loop has a connection
 * and a limiter of its own; what they count besides, for the time when Redis is away, they share.
 */
public final class RedisLimits {
  private final Vertx vertx;
  private final SharedStateConfig config;
  private final BooleanSupplier closedWhenAway;
  private final SpentSums sums;
  private final Supplier<SharedClock> clocks;
  private final Duration repeated;
  private final String name = UUID.randomUUID().toString();
  private final AtomicInteger loops = new AtomicInteger();
  private final Sharing sharing = new Sharing();
  private final MemoryLimiter own;
  private final Alone alone;
  private final Cache<Sum, Known> known = Caffeine.newBuilder().weakValues().build();
  private final PerLoop<RedisLimiter> limiters = new PerLoop<>(this::make);

  private record Sum(Scope scope, Dimension dimension) {}

  /**
   * Connects when a limiter is first asked for.
   *
   * @param closedWhenAway whether requests with limits are refused while Redis can't be reached
   * @param sums what was used, for sums that Redis does not know
   */
  public RedisLimits(
      Vertx vertx, SharedStateConfig config, BooleanSupplier closedWhenAway, SpentSums sums) {
    this(
        vertx,
        config,
        closedWhenAway,
        sums,
        SharedClock::ofServer,
        InstantSource.system(),
        RepeatedRefusal.MOMENT);
  }

  /**
   * @param clocks by which Redis counts, one for each event loop
   * @param clock by which this gateway counts for itself
   * @param repeated for how long a refusal may be given again
   */
  RedisLimits(
      Vertx vertx,
      SharedStateConfig config,
      BooleanSupplier closedWhenAway,
      SpentSums sums,
      Supplier<SharedClock> clocks,
      InstantSource clock,
      Duration repeated) {
    this.vertx = vertx;
    this.config = config;
    this.closedWhenAway = closedWhenAway;
    this.sums = sums;
    this.clocks = clocks;
    this.repeated = repeated;
    this.own =
        new MemoryLimiter(SpentSums.NONE, clock, rest -> vertx.runOnContext(turn -> rest.run()));
    this.alone = new Alone(own);
    vertx.setPeriodic(MemoryLimiter.BETWEEN_RENEWALS.toMillis(), due -> own.renew());
    vertx.setPeriodic(MemoryLimiter.BETWEEN_TIDYINGS.toMillis(), due -> own.tidy());
  }

  private RedisLimiter make() {
    return new RedisLimiter(vertx.getOrCreateContext(), this, name + "/" + loops.incrementAndGet());
  }

  /** The limiter of the event loop that calls this. */
  public Limiter limiter() {
    return limiters.here();
  }

  /** Whether all event loops count in Redis at the moment. */
  public boolean isShared() {
    return sharing.isWhole();
  }

  /** How many gateways share the limits, by what was heard last. */
  int replicas() {
    return limiters.all().stream().mapToInt(RedisLimiter::replicas).min().orElse(1);
  }

  /** How many requests with limits are under way; on any thread. */
  public int underWay() {
    return limiters.all().stream().mapToInt(RedisLimiter::underWay).sum();
  }

  /** Tells Redis what it does not know yet, and ends every connection. */
  public Future<Void> close() {
    sharing.end();
    return Future.join(limiters.all().stream().map(RedisLimiter::close).toList()).mapEmpty();
  }

  Secret url() {
    return config.url();
  }

  Duration timeout() {
    return config.timeout();
  }

  boolean isClosedWhenAway() {
    return closedWhenAway.getAsBoolean();
  }

  SpentSums sums() {
    return sums;
  }

  SharedClock newClock() {
    return clocks.get();
  }

  Duration repeated() {
    return repeated;
  }

  /** The name of this gateway. */
  String name() {
    return name;
  }

  Sharing sharing() {
    return sharing;
  }

  Alone alone() {
    return alone;
  }

  /** What is known of the sum that {@code bound} limits. */
  Known known(Bound bound) {
    return known.get(new Sum(bound.scope(), bound.dimension()), unknown -> new Known());
  }
}
