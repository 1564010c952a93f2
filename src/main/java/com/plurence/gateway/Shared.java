package com.plurence.gateway;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.management.ApiDocument;
import com.plurence.gateway.server.Listeners;
import com.plurence.gateway.storage.usage.SqlSpentSums;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What the planes share.
 *
 * @param config that the process began with
 * @param timers the time-outs of each event loop
 * @param listeners where the planes can be reached
 * @param document what the API is, for those who ask the gateway itself
 */
record Shared(
    Vertx vertx,
    GatewayConfig config,
    Store store,
    PerLoop<LoopTimers> timers,
    Listeners listeners,
    ApiDocument document) {

  /** What was used according to the records that are kept. */
  SpentSums spentSums() {
    return new SqlSpentSums(
        vertx, store.database(), store.usage()::shipped, config.limits().cacheReadWeight());
  }

  /** Does {@code work} now and then. */
  void every(Duration period, Runnable work) {
    vertx.setPeriodic(period.toMillis(), tick -> work.run());
  }
}
