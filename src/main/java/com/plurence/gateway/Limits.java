package com.plurence.gateway;

import com.plurence.gateway.config.LimitsConfig.Away;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.admission.Admissions;
import com.plurence.gateway.limit.memory.MemoryLimiter;
import com.plurence.gateway.limit.redis.RedisLimits;
import com.plurence.gateway.limit.setting.EffectiveLimits;
import com.plurence.gateway.observability.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Who keeps count of what is used, as {@code shared_state} says. Safe on any thread. */
final class Limits {
  private final Supplier<Limiter> limiters;
  private final Supplier<Future<Void>> close;

  private Limits(Supplier<Limiter> limiters, Supplier<Future<Void>> close) {
    this.limiters = limiters;
    this.close = close;
  }

  /**
   * Nothing is counted yet.
   *
   * @param away what to do while a shared store of counts can't be reached
   * @param sums what was used before, for counts that were lost or never made
   */
  static Limits of(
      Vertx vertx,
      SharedStateConfig sharedState,
      Supplier<Away> away,
      SpentSums sums,
      Metrics metrics) {
    return sharedState.isLocal()
        ? inMemory(vertx, sums)
        : inRedis(
            new RedisLimits(vertx, sharedState, () -> away.get() == Away.CLOSED, sums), metrics);
  }

  /** What asks these counts about requests that have limits. */
  Admissions admissions(EffectiveLimits settings, Metrics metrics) {
    return new Admissions(
        settings,
        this::limiter,
        (limit, nanos) ->
            metrics.limits(
                limit == null ? "admitted" : "refused",
                limit == null ? "" : limit.scope(),
                limit == null ? "" : limit.dimension(),
                nanos));
  }

  private static Limits inMemory(Vertx vertx, SpentSums sums) {
    MemoryLimiter memory =
        new MemoryLimiter(
            sums, InstantSource.system(), rest -> vertx.runOnContext(turn -> rest.run()));
    vertx.setPeriodic(MemoryLimiter.BETWEEN_RENEWALS.toMillis(), tick -> memory.renew());
    vertx.setPeriodic(MemoryLimiter.BETWEEN_TIDYINGS.toMillis(), tick -> memory.tidy());
    return new Limits(() -> memory, Future::succeededFuture);
  }

  private static Limits inRedis(RedisLimits redis, Metrics metrics) {
    metrics.gauge(
        "plurence.limits.shared",
        "Whether limits are counted for all gateways together: 1, or 0 while the shared state"
            + " can't be reached",
        Map.of(),
        redis,
        limits -> limits.isShared() ? 1 : 0);
    return new Limits(redis::limiter, redis::close);
  }

  /** For the event loop of the caller. */
  Limiter limiter() {
    return limiters.get();
  }

  /** Hands over what is counted, if that is shared. */
  Future<Void> close() {
    return close.get();
  }
}
