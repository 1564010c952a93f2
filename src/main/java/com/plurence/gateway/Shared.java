package com.plurence.gateway;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.management.ApiDocument;
import com.plurence.gateway.server.Listeners;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Vertx;

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
    ApiDocument document) {}
