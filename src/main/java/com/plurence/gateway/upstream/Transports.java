package com.plurence.gateway.upstream;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.attempt.Attempt;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.bus.BusAttempt;
import com.plurence.gateway.upstream.bus.ExtensionBus;
import com.plurence.gateway.upstream.decision.TargetState;
import com.plurence.gateway.upstream.http.HttpAttempt;
import com.plurence.gateway.upstream.http.HttpClients;
import io.vertx.core.Vertx;

/** What leads from one event loop to the targets: HTTP, and the event bus of the extensions. */
record Transports(Vertx vertx, LoopTimers timers, HttpClients clients, ExtensionBus bus) {

  /** An attempt over what leads to the target; nothing is sent yet. */
  Attempt attempt(UpstreamCall call, TargetState state) {
    return state.target().provider().kind() == ProviderConfig.Kind.VERTICLE
        ? new BusAttempt(call, state, vertx, timers, bus)
        : new HttpAttempt(call, state, vertx, timers, clients);
  }
}
