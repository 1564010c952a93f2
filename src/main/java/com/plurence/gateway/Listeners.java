package com.plurence.gateway;

import com.plurence.gateway.config.HttpLimitsConfig;
import com.plurence.gateway.config.ListenersConfig;
import com.plurence.gateway.config.ListenersConfig.Listener;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.EdgeVerticle;
import com.plurence.gateway.http.Listening;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The doors of a gateway, each with a verticle on some or all event loops. Safe on any thread. */
final class Listeners {
  /** Where applications call. */
  static final String GATEWAY = "gateway";

  /** Where people manage accounts, projects and keys. */
  static final String MANAGEMENT = "management";

  /** Where the operator looks. */
  static final String OPS = "ops";

  private final Vertx vertx;
  private final Entrance entrance;
  private final List<EdgeVerticle> edges = new CopyOnWriteArrayList<>();

  Listeners(Vertx vertx, Entrance entrance) {
    this.vertx = vertx;
    this.entrance = entrance;
  }

  /** Completes when it accepts on {@code instances} event loops; fails when it cannot listen. */
  Future<String> open(Listening listening, int instances) {
    return vertx
        .deployVerticle(
            () -> {
              EdgeVerticle edge = new EdgeVerticle(listening);
              edges.add(edge);
              return edge;
            },
            new DeploymentOptions().setInstances(instances))
        .onSuccess(
            ok ->
                entrance.opened(
                    listening.name(), listening.listener(), named(listening.name()).port()));
  }

  /** Takes endpoints as they are now, and other limits for what they read. */
  Future<Void> remount(HttpLimitsConfig limits) {
    return Future.all(edges.stream().map(edge -> edge.remount(limits)).toList()).mapEmpty();
  }

  /** Serves new connections with the certificates of {@code changed}. */
  Future<Void> renew(ListenersConfig changed) {
    Map<String, Listener> named =
        Map.of(GATEWAY, changed.gateway(), MANAGEMENT, changed.management(), OPS, changed.ops());
    return Future.all(edges.stream().map(edge -> renew(edge, named)).toList()).mapEmpty();
  }

  private static Future<Void> renew(EdgeVerticle edge, Map<String, Listener> named) {
    Listener listener = named.get(edge.name());
    return listener == null
        ? Future.succeededFuture()
        : listener.tls().map(edge::renew).orElse(Future.succeededFuture());
  }

  /** Ends what is in flight with a key that no longer exists. */
  void revoke(String keyId) {
    edges.forEach(edge -> edge.revoke(keyId, ErrorCode.KEY_DELETED));
  }

  /**
   * Lets what is in flight go on for {@code longest}. The operator's listener goes last: until then
   * it answers that this gateway lives, and is not ready.
   */
  Future<?> drain(Duration longest) {
    Predicate<EdgeVerticle> isOps = edge -> edge.name().equals(OPS);
    return drain(isOps.negate(), longest).otherwiseEmpty().compose(ok -> drain(isOps, longest));
  }

  private Future<?> drain(Predicate<EdgeVerticle> chosen, Duration longest) {
    return Future.join(edges.stream().filter(chosen).map(edge -> edge.drain(longest)).toList());
  }

  /** Where the listener of that name can be reached, once it is open. */
  Optional<URI> place(String name) {
    return edges.stream()
        .filter(edge -> edge.name().equals(name))
        .flatMap(edge -> edge.place().stream())
        .findFirst();
  }

  /** One of the verticles of that name; only when it is open. */
  EdgeVerticle named(String name) {
    return edges.stream().filter(edge -> edge.name().equals(name)).findFirst().orElseThrow();
  }
}
