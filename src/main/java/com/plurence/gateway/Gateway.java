package com.plurence.gateway;

import com.plurence.gateway.address.TrustedProxies;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.file.ConfigWatch;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.ListenerSpec;
import com.plurence.gateway.http.coding.ContentCoding;
import com.plurence.gateway.management.ApiDocument;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.overload.Overload;
import com.plurence.gateway.overload.Watchdog;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.server.Entrance;
import com.plurence.gateway.server.EventLoops;
import com.plurence.gateway.server.Listeners;
import com.plurence.gateway.storage.database.FirstKeyFile;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: in which order everything starts and stops. */
public final class Gateway {
  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

  /** What people and the operator may hold, of what applications may. */
  private static final int SHARE_OF_OTHERS = 4;

  /** For what is not in the store yet; the rest stays in the spool. */
  private static final Duration LAST_SHIPPING = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Vertx apart;
  private final GatewayConfig config;
  private final TrustedProxies proxies;
  private final Shared shared;
  private final OpsPlane ops;
  private final DataPlane data;
  private final ManagementPlane management;
  private final Listeners listeners;
  private final Reload reload;
  private final Map<String, List<Endpoint>> offered = new ConcurrentHashMap<>();
  private volatile Optional<Secret> firstKey = Optional.empty();
  private volatile @Nullable ScheduledExecutorService watchdog;

  private Gateway(Vertx vertx, Vertx apart, GatewayConfig config, Entrance entrance, Store store) {
    this.vertx = vertx;
    this.apart = apart;
    this.config = config;
    this.proxies = entrance.proxies().trusted();
    this.listeners = new Listeners(vertx, apart, entrance);
    this.shared =
        new Shared(
            vertx,
            config,
            store,
            new PerLoop<>(Gateway::startTimers),
            listeners,
            ApiDocument.load(() -> listeners.place(Listeners.GATEWAY)));
    Overload overload = new Overload(config.overload());
    ByteBudget ofOthers = new ByteBudget(overload.bytes().limit() / SHARE_OF_OTHERS);
    this.ops = new OpsPlane(ofOthers);
    this.data = new DataPlane(shared, ops.metrics(), overload);
    this.management = new ManagementPlane(shared, data, ops.metrics(), ofOthers);
    this.reload =
        new Reload(
            vertx, config, data.models(), data.effectiveLimits(), data.extensions(), listeners);
    ops.show(store.database());
    ops.show(data.upstreams(), shared.timers());
    ops.show(overload);
    ops.show(store.usage());
    ops.show(store.audit());
  }

  /**
   * Starts a gateway on the store of its configuration; the future completes when every listener
   * accepts.
   *
   * @param bootstrap what the store is given if it is empty
   */
  public static Future<Gateway> start(GatewayConfig config, Bootstrap bootstrap) {
    Entrance entrance = Entrance.of(config);
    Vertx vertx = EventLoops.create(config, entrance);
    Vertx apart = EventLoops.createApart(config, entrance);
    return Store.open(vertx, config)
        .onFailure(failure -> vertx.close().onComplete(closed -> apart.close()))
        .map(store -> new Gateway(vertx, apart, config, entrance, store))
        .compose(gateway -> gateway.open(bootstrap));
  }

  private Future<Gateway> open(Bootstrap bootstrap) {
    int loops = EventLoops.count();
    return management
        .begin(bootstrap)
        .onSuccess(made -> firstKey = made)
        .onSuccess(made -> shared.store().usage().start())
        .onSuccess(made -> shared.store().audit().start())
        .onSuccess(
            made ->
                WarmUp.begin(
                    vertx,
                    List.of(
                        management::warmUp,
                        ContentCoding::loadNativeCode,
                        Dialects.TRANSLATIONS::warmUp)))
        .compose(made -> data.begin(loops))
        .compose(ok -> reload.take(config))
        .compose(ok -> listen(data, config.listeners().gateway(), loops))
        .compose(ok -> listen(management, config.listeners().management(), 1))
        .compose(ok -> listen(ops, config.listeners().ops(), 1))
        .onSuccess(ok -> ops.listening(true))
        .map(this)
        .onFailure(failure -> closeEverything());
  }

  private Future<String> listen(Plane plane, ListenerConfig listener, int instances) {
    return listeners.open(
        new ListenerSpec(
            plane.listener(),
            listener,
            config.limitsHttp(),
            config.timeoutsHttp(),
            config.errors(),
            plane == data ? Dialects.CLIENTS : Dialects.USUAL,
            plane.cors(),
            plane::explorer,
            proxies,
            ops.readiness(),
            shared.timers(),
            plane.budget(),
            Map.of(Access.API_KEY, data.guard(), Access.USER, management.guard()),
            edge -> offer(plane, edge),
            plane.accountant(),
            plane.finished()),
        instances);
  }

  private List<Endpoint> offer(Plane plane, EndpointContext edge) {
    List<Endpoint> endpoints = plane.endpoints(edge);
    offered.put(plane.listener(), endpoints);
    return endpoints;
  }

  /**
   * Takes what can change without a restart from {@code changed}, all or nothing, after every
   * change before it; called on any thread.
   */
  public Future<Void> reconfigure(GatewayConfig changed) {
    return reload.reconfigure(changed);
  }

  /** Ends the process when an event loop stops working, until the gateway stops. */
  void watch() {
    watchdog = new Watchdog(EventLoops.of(vertx, apart)).start();
  }

  /** Watches the configuration file until the gateway stops. */
  Future<String> follow(ConfigWatch watch) {
    return watch.deploy(vertx);
  }

  /** Where the listener of that name can be reached. */
  public String url(String listener) {
    return listeners.named(listener).url();
  }

  /** The port of the listener of that name. */
  public int port(String listener) {
    return listeners.named(listener).port();
  }

  /** What is known of every target that can be chosen now, for people and metrics. */
  public Collection<TargetState> targets() {
    return data.targets();
  }

  /** What the listener of that name offered when its endpoints were last mounted. */
  public List<Endpoint> endpoints(String listener) {
    return offered.getOrDefault(listener, List.of());
  }

  /** The API key that was made because the store was empty; to be shown once, and only now. */
  public Optional<Secret> firstKey() {
    return firstKey;
  }

  /** Puts the first key where the operator finds it; the file. */
  Future<Path> writeFirstKey(Secret key) {
    return FirstKeyFile.write(vertx, config.store().url(), key);
  }

  /** Drains and stops; the future completes when nothing is left. */
  public Future<Void> stop() {
    ops.listening(false);
    data.extensions().tell(new GatewayEvent.Draining(Instant.now(), config.shutdown().drain()));
    return pause()
        .compose(over -> listeners.drain(config.shutdown().drain()))
        .otherwiseEmpty()
        .compose(ok -> closeEverything());
  }

  /**
   * For balancers to notice that this gateway is not ready any more. The future belongs to no event
   * loop, since what follows it ends them all.
   */
  private Future<Void> pause() {
    Promise<Void> over = Promise.promise();
    Duration pause = config.shutdown().pause();
    if (pause.isZero()) {
      over.complete();
    } else {
      vertx.setTimer(pause.toMillis(), timer -> over.complete());
    }
    return over.future();
  }

  /** The future belongs to no event loop: there is none left on which it could complete. */
  private Future<Void> closeEverything() {
    if (watchdog != null) {
      watchdog.shutdownNow();
    }
    Promise<Void> closed = Promise.promise();
    data.close()
        .eventually(management::close)
        .eventually(() -> shared.store().usage().stop(LAST_SHIPPING))
        .eventually(shared.store().database()::close)
        .onComplete(done -> vertx.close().onComplete(over -> apart.close().onComplete(closed)));
    return closed.future().onComplete(done -> ops.close()).onComplete(done -> giveUpSpool());
  }

  /** The last requests may have ended with their event loops. */
  private void giveUpSpool() {
    try {
      shared.store().usage().close();
    } catch (IOException e) {
      LOG.atWarn().addKeyValue("problem", e).log("the spool could not be closed");
    }
  }

  private static LoopTimers startTimers() {
    LoopTimers timers = new LoopTimers(Vertx.currentContext().owner());
    timers.start();
    return timers;
  }
}
