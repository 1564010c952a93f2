package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.attempt.Attempt;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.bus.BusAttempt;
import com.plurence.gateway.upstream.bus.ExtensionBus;
import com.plurence.gateway.upstream.http.HttpAttempt;
import com.plurence.gateway.upstream.http.HttpClients;
import io.vertx.core.Vertx;
import java.util.function.Function;

/**
 * What leads from one event loop to the targets: HTTP, and the event bus of the extensions.
 *
 * @param dialects what providers of each kind speak
 * @param attempts hears of each attempt over any of them
 */
record Transports(
    Vertx vertx,
    LoopTimers timers,
    Function<ProviderConfig.Kind, ProviderDialect> dialects,
    HttpClients clients,
    ExtensionBus bus,
    AttemptListener attempts) {

  /** An attempt over what leads to {@code target}; nothing is sent yet. */
  Attempt attempt(UpstreamCall call, Target target) {
    return target.provider().kind() == ProviderConfig.Kind.VERTICLE
        ? new BusAttempt(call, target, dialect(target), vertx, timers, bus)
        : new HttpAttempt(call, target, dialect(target), timers, clients);
  }

  /** What {@code target} speaks. */
  ProviderDialect dialect(Target target) {
    return dialects.apply(target.provider().kind());
  }
}
