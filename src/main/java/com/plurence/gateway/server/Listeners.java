package com.plurence.gateway.server;

import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.ListenersConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.EdgeVerticle;
import com.plurence.gateway.http.ListenerSpec;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The doors of a gateway, each with a verticle on some or all event loops. Safe on any thread. */
public final class Listeners {
  /** Where applications call. */
  public static final String GATEWAY = "gateway";

  /** Where people manage accounts, projects and keys. */
  public static final String MANAGEMENT = "management";

  /** Where the operator looks. */
  public static final String OPS = "ops";

  private static final Duration LAST_REQUESTS = Duration.ofMillis(200);

  private final Vertx vertx;
  private final Vertx apart;
  private final Entrance entrance;
  private final List<EdgeVerticle> edges = new CopyOnWriteArrayList<>();

  /**
   * @param apart has the event loop of the operator's listener, which tells that the gateway lives
   *     however much the other loops have to do
   */
  public Listeners(Vertx vertx, Vertx apart, Entrance entrance) {
    this.vertx = vertx;
    this.apart = apart;
    this.entrance = entrance;
  }

  /** Completes when it accepts on {@code instances} event loops; fails when it cannot listen. */
  public Future<String> open(ListenerSpec listening, int instances) {
    Vertx loops = listening.name().equals(OPS) ? apart : vertx;
    return loops
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
  public Future<Void> remount(HttpLimitsConfig limits) {
    return Future.all(edges.stream().map(edge -> edge.remount(limits)).toList()).mapEmpty();
  }

  /** Serves new connections with the certificates of {@code changed}. */
  public Future<Void> renew(ListenersConfig changed) {
    Map<String, ListenerConfig> named =
        Map.of(GATEWAY, changed.gateway(), MANAGEMENT, changed.management(), OPS, changed.ops());
    return Future.all(edges.stream().map(edge -> renew(edge, named)).toList()).mapEmpty();
  }

  private static Future<Void> renew(EdgeVerticle edge, Map<String, ListenerConfig> named) {
    ListenerConfig listener = named.get(edge.name());
    return listener == null
        ? Future.succeededFuture()
        : listener.tls().map(edge::renew).orElse(Future.succeededFuture());
  }

  /** Ends what is in flight with a key that no longer exists. */
  public void revoke(String keyId) {
    edges.forEach(edge -> edge.revoke(keyId, ErrorCode.KEY_DELETED));
  }

  /**
   * Lets what is in flight go on for {@code longest}. The operator's listener goes last: until then
   * it answers that this gateway lives, and is not ready.
   */
  public Future<?> drain(Duration longest) {
    Predicate<EdgeVerticle> isOps = edge -> edge.name().equals(OPS);
    return drain(isOps.negate(), longest).otherwiseEmpty().compose(ok -> drain(isOps, longest));
  }

  private Future<?> drain(Predicate<EdgeVerticle> chosen, Duration longest) {
    List<EdgeVerticle> ending = edges.stream().filter(chosen).toList();
    return Future.join(ending.stream().map(this::stopAccepting).toList())
        .compose(closed -> lastRequests())
        .compose(over -> Future.join(ending.stream().map(edge -> edge.drain(longest)).toList()));
  }

  private Future<Void> stopAccepting(EdgeVerticle edge) {
    return edge.place()
        .map(place -> entrance.accepting().close(place.getPort()))
        .orElse(Future.succeededFuture());
  }

  /**
   * Time for those who were the last to connect, to send what they want; then what is idle is
   * closed. The future belongs to no event loop, as what follows it ends them.
   */
  private Future<Void> lastRequests() {
    Promise<Void> over = Promise.promise();
    apart.setTimer(LAST_REQUESTS.toMillis(), timer -> over.complete());
    return over.future();
  }

  /** Where the listener of that name can be reached, once it is open. */
  public Optional<URI> place(String name) {
    return edges.stream()
        .filter(edge -> edge.name().equals(name))
        .flatMap(edge -> edge.place().stream())
        .findFirst();
  }

  /** One of the verticles of that name; only when it is open. */
  public EdgeVerticle named(String name) {
    return edges.stream().filter(edge -> edge.name().equals(name)).findFirst().orElseThrow();
  }
}
