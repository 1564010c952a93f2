package com.plurence.gateway;

import com.plurence.gateway.auth.ApiKeyGuard;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.ListenersConfig.Listener;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Edge;
import com.plurence.gateway.http.EdgeVerticle;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.ErrorCatalogEndpoints;
import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.Listening;
import com.plurence.gateway.observability.Readiness;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The composition root: the one place that knows every part. */
public final class Gateway {
  private final Vertx vertx;
  private final GatewayConfig config;
  private final Readiness readiness = new Readiness();
  private final PerLoop<LoopTimers> timers;
  private final KeyDirectory keys;
  private final List<EdgeVerticle> edges = new CopyOnWriteArrayList<>();

  private Gateway(Vertx vertx, GatewayConfig config, KeyDirectory keys) {
    this.vertx = vertx;
    this.config = config;
    this.keys = keys;
    this.timers = new PerLoop<>(() -> startTimers(vertx));
  }

  /** Starts a gateway; the future completes when every listener accepts. */
  public static Future<Gateway> start(GatewayConfig config, KeyDirectory keys) {
    Vertx vertx = Loops.create(config);
    Gateway gateway = new Gateway(vertx, config, keys);
    return gateway.open().map(gateway).onFailure(failure -> vertx.close());
  }

  private Future<Void> open() {
    readiness.report("listeners", false);
    int loops = Loops.count();
    return listen("gateway", config.listeners().gateway(), loops, this::gatewayEndpoints)
        .compose(ok -> listen("management", config.listeners().management(), 1, edge -> List.of()))
        .compose(ok -> listen("ops", config.listeners().ops(), 1, edge -> List.of()))
        .onSuccess(ok -> readiness.report("listeners", true))
        .mapEmpty();
  }

  private List<Endpoint> gatewayEndpoints(Edge edge) {
    return new ErrorCatalogEndpoints(Arrays.asList(ErrorCode.values())).endpoints();
  }

  private Future<String> listen(
      String name, Listener listener, int instances, Function<Edge, List<Endpoint>> endpoints) {
    Map<Access, Guard> guards = Map.of(Access.API_KEY, new ApiKeyGuard(keys));
    Listening listening =
        new Listening(
            name,
            listener,
            config.limitsHttp(),
            config.timeoutsHttp(),
            config.errors(),
            config.cors(),
            readiness,
            timers,
            guards,
            endpoints,
            exchange -> {});
    return vertx.deployVerticle(
        () -> {
          EdgeVerticle edge = new EdgeVerticle(listening);
          edges.add(edge);
          return edge;
        },
        new DeploymentOptions().setInstances(instances));
  }

  /** The port of the listener of that name. */
  public int port(String listener) {
    return edges.stream()
        .filter(edge -> edge.name().equals(listener))
        .findFirst()
        .orElseThrow()
        .port();
  }

  /** Drains and stops; the future completes when nothing is left. */
  public Future<Void> stop() {
    readiness.report("listeners", false);
    List<Future<Void>> drained =
        edges.stream().map(edge -> edge.drain(config.shutdown().drain())).toList();
    return Future.join(drained).otherwiseEmpty().compose(ok -> vertx.close());
  }

  private static LoopTimers startTimers(Vertx vertx) {
    LoopTimers timers = new LoopTimers(vertx);
    timers.start();
    return timers;
  }
}
