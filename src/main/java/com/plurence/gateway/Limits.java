package com.plurence.gateway;

import com.plurence.gateway.config.LimitsConfig.Away;
import com.plurence.gateway.config.SharedStateConfig;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.admission.Admissions;
import com.plurence.gateway.limit.memory.MemoryLimiter;
import com.plurence.gateway.limit.redis.RedisLimits;
import com.plurence.gateway.limit.setting.StoredLimits;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.storage.LimitChanges;
import com.plurence.gateway.storage.SqlLimitStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Which limits hold, and who keeps count of what is used, as {@code shared_state} says. Safe on any
 * thread.
 */
final class Limits {
  private final StoredLimits settings;
  private final Supplier<Limiter> limiters;
  private final Supplier<Future<Void>> close;

  private Limits(StoredLimits settings, Supplier<Limiter> limiters, Supplier<Future<Void>> close) {
    this.settings = settings;
    this.limiters = limiters;
    this.close = close;
  }

  /** Nothing is counted yet, and the settings are not loaded. */
  static Limits of(Shared shared, Metrics metrics) {
    Vertx vertx = shared.vertx();
    LimitChanges changes = shared.store().limitChanges();
    StoredLimits settings =
        new StoredLimits(vertx, new SqlLimitStore(shared.store().database(), changes));
    changes.subscribe(settings.feedListener());
    SharedStateConfig sharedState = shared.config().sharedState();
    return sharedState.isLocal()
        ? inMemory(vertx, settings, shared.spentSums(), metrics)
        : inRedis(
            settings,
            new RedisLimits(
                vertx,
                sharedState,
                () -> settings.config().away() == Away.CLOSED,
                shared.spentSums()),
            metrics);
  }

  /** The limits that hold now. */
  StoredLimits settings() {
    return settings;
  }

  /** What asks these counts about requests that have limits. */
  Admissions admissions(Metrics metrics) {
    return new Admissions(
        settings,
        this::limiter,
        (decision, limit, nanos) ->
            metrics.limits(
                decision,
                limit == null ? "" : limit.scope(),
                limit == null ? "" : limit.dimension(),
                nanos));
  }

  private static Limits inMemory(
      Vertx vertx, StoredLimits settings, SpentSums sums, Metrics metrics) {
    MemoryLimiter memory =
        new MemoryLimiter(
            sums, InstantSource.system(), rest -> vertx.runOnContext(turn -> rest.run()));
    vertx.setPeriodic(MemoryLimiter.BETWEEN_RENEWALS.toMillis(), tick -> memory.renew());
    vertx.setPeriodic(MemoryLimiter.BETWEEN_TIDYINGS.toMillis(), tick -> memory.tidy());
    showHeld(metrics, memory, MemoryLimiter::underWay);
    return new Limits(settings, () -> memory, Future::succeededFuture);
  }

  private static Limits inRedis(StoredLimits settings, RedisLimits redis, Metrics metrics) {
    metrics.gauge(
        "plurence.limits.shared",
        "Whether limits are counted for all gateways together: 1, or 0 while the shared state"
            + " can't be reached",
        Map.of(),
        redis,
        limits -> limits.isShared() ? 1 : 0);
    showHeld(metrics, redis, RedisLimits::underWay);
    return new Limits(settings, redis::limiter, redis::close);
  }

  private static <T> void showHeld(Metrics metrics, T limiter, ToDoubleFunction<T> underWay) {
    metrics.gauge(
        "plurence.limits.held",
        "Requests under way that hold a share of a limit",
        Map.of(),
        limiter,
        underWay);
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
