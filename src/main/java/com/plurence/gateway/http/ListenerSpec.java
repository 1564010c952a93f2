package com.plurence.gateway.http;

import com.plurence.gateway.address.TrustedProxies;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.ErrorsConfig;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.HttpTimeoutsConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.dialect.ClientDialects;
import com.plurence.gateway.observability.Readiness;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything one listener needs, shared by its verticle instances.
 *
 * @param name such as {@code gateway}
 * @param dialects in which clients are told of failures
 * @param explorer the listener whose page may call this one, once that is open; empty: none may
 * @param proxies whose word is believed for whom a request is from
 * @param budget of the bytes that requests and their responses may hold
 * @param endpoints makes the endpoints of one event loop; called on that loop
 * @param guards who may enter, by access; where one is missing nobody does
 * @param accountant told of each exchange when nothing more will be spent on it, before its last
 *     byte is handed over
 * @param finished told of each exchange when it has ended
 */
public record ListenerSpec(
    String name,
    ListenerConfig listener,
    HttpLimitsConfig limits,
    HttpTimeoutsConfig timeouts,
    ErrorsConfig errors,
    ClientDialects dialects,
    CorsConfig cors,
    Supplier<Optional<URI>> explorer,
    TrustedProxies proxies,
    Readiness readiness,
    PerLoop<LoopTimers> timers,
    ByteBudget budget,
    Map<Access, Guard> guards,
    Function<EndpointContext, List<Endpoint>> endpoints,
    Consumer<RequestRecord> accountant,
    Consumer<RequestRecord> finished) {

  /**
   * Where to listen. All instances of a listener must name the same address to share it, so port 0
   * becomes a shared free port: otherwise each instance would take its own.
   */
  SocketAddress address() {
    return listener.port() == 0
        ? SocketAddress.sharedRandomPort(1 + Math.floorMod(name.hashCode(), 1000), listener.host())
        : SocketAddress.inetSocketAddress(listener.port(), listener.host());
  }
}
