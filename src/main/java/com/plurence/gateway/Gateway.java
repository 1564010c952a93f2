package com.plurence.gateway;

import com.plurence.gateway.address.TrustedProxies;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.file.ConfigWatch;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.host.Extensions;
import com.plurence.gateway.extension.host.RequestEvents;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.ExchangeMetrics;
import com.plurence.gateway.http.ListenerSpec;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.observability.Readiness;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.overload.Watchdog;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.record.AttemptRecord;
import com.plurence.gateway.storage.database.FirstKeyFile;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.upstream.AttemptRun;
import com.plurence.gateway.upstream.UpstreamClients;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** The composition root: the one place that knows every part. */
public final class Gateway {
  private static final Duration BETWEEN_LOOKS_AT_TARGETS = Duration.ofMillis(500);

  private final Vertx vertx;
  private final Vertx apart;
  private final GatewayConfig config;
  private final TrustedProxies proxies;
  private final Readiness readiness = new Readiness();
  private final Metrics metrics = new Metrics();
  private final ByteBudget budget;
  private final ByteBudget ownBudget;
  private final PerLoop<LoopTimers> timers;
  private final UpstreamClients upstreams;
  private final Models models;
  private final Extensions extensions;
  private final @Nullable Persistence persistence;
  private final Endpoints endpoints;
  private final Listeners listeners;
  private final Reload reload;
  private volatile @Nullable ScheduledExecutorService watchdog;

  private Gateway(
      Vertx vertx,
      Vertx apart,
      GatewayConfig config,
      Entrance entrance,
      KeyDirectory keys,
      @Nullable Persistence persistence) {
    this.vertx = vertx;
    this.apart = apart;
    this.config = config;
    this.proxies = entrance.proxies().trusted();
    this.persistence = persistence;
    this.budget = ByteBudget.ofHeap(config.overload().buffered());
    this.ownBudget = new ByteBudget(budget.limit() / 4);
    this.timers = new PerLoop<>(Gateway::startTimers);
    this.models = new Models(vertx, metrics);
    this.extensions = new Extensions(vertx);
    this.upstreams =
        new UpstreamClients(timers, models::routing, Dialects::of, extensions::vertx, this::count);
    Listeners listeners = new Listeners(vertx, apart, entrance);
    this.listeners = listeners;
    this.endpoints =
        new Endpoints(
            config.answers(),
            keys,
            Optional.ofNullable(persistence),
            models,
            upstreams,
            extensions,
            metrics,
            vertx.fileSystem(),
            () -> listeners.place(Listeners.GATEWAY));
    this.reload = new Reload(vertx, config, models, extensions, listeners);
    new ProcessGauges(metrics).show(upstreams, timers, budget);
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
    return Persistence.open(vertx, config, bootstrap)
        .map(
            persistence ->
                new Gateway(vertx, apart, config, entrance, persistence.keys(), persistence))
        .onFailure(failure -> vertx.close().onComplete(closed -> apart.close()))
        .compose(Gateway::open);
  }

  /** Starts a gateway without a store: it has the keys it is given and no management API. */
  public static Future<Gateway> start(GatewayConfig config, KeyDirectory keys) {
    Entrance entrance = Entrance.of(config);
    Vertx vertx = EventLoops.create(config, entrance);
    Vertx apart = EventLoops.createApart(config, entrance);
    return new Gateway(vertx, apart, config, entrance, keys, null).open();
  }

  private Future<Gateway> open() {
    readiness.report("listeners", false);
    if (persistence != null) {
      persistence.tell(readiness, this::revoke);
      persistence.show(metrics);
    }
    int loops = EventLoops.count();
    return reload
        .take(config)
        .compose(ok -> upstreams.deploy(vertx, loops))
        .compose(ok -> listen(Listeners.GATEWAY, config.listeners().gateway(), loops))
        .compose(ok -> listen(Listeners.MANAGEMENT, config.listeners().management(), 1))
        .compose(ok -> listen(Listeners.OPS, config.listeners().ops(), 1))
        .onSuccess(ok -> readiness.report("listeners", true))
        .onSuccess(ok -> watchTargets())
        .map(this)
        .onFailure(failure -> closeEverything());
  }

  private void watchTargets() {
    TargetWatch watch = new TargetWatch(this::targets, extensions);
    vertx.setPeriodic(BETWEEN_LOOKS_AT_TARGETS.toMillis(), tick -> watch.look());
  }

  private void count(AttemptRun attempt, AttemptRecord record) {
    metrics.attempt(record.target(), record.outcome(), record.duration().toNanos());
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

  /** What is known of every target that can be chosen now, for people and metrics. */
  public Collection<TargetState> targets() {
    return models.routing().targets().states();
  }

  private Future<String> listen(String name, ListenerConfig listener, int instances) {
    ListenerSpec listening =
        new ListenerSpec(
            name,
            listener,
            config.limitsHttp(),
            config.timeoutsHttp(),
            config.errors(),
            Dialects.OPENAI_CLIENT,
            name.equals(Listeners.GATEWAY) ? config.cors() : CorsConfig.OFF,
            name.equals(Listeners.GATEWAY) ? this::explorer : Optional::empty,
            proxies,
            readiness,
            timers,
            name.equals(Listeners.GATEWAY) ? budget : ownBudget,
            endpoints.guards(),
            edge -> endpoints.on(name, edge),
            name.equals(Listeners.GATEWAY)
                ? new ExchangeMetrics(metrics, name).andThen(new RequestEvents(extensions))
                : new ExchangeMetrics(metrics, name));
    return listeners.open(listening, instances);
  }

  /** The listener with the explorer, which is there with a store only. */
  private Optional<URI> explorer() {
    return persistence == null ? Optional.empty() : listeners.place(Listeners.MANAGEMENT);
  }

  /** Ends what is in flight with a key that no longer exists. */
  private void revoke(String keyId) {
    extensions.tell(new GatewayEvent.KeyRevoked(Instant.now(), keyId));
    listeners.revoke(keyId);
  }

  /** The API key that was made because the store was empty; to be shown once, and only now. */
  public Optional<Secret> firstKey() {
    return persistence == null ? Optional.empty() : persistence.firstKey();
  }

  /** Puts the first key where the operator finds it; the file. */
  Future<Path> writeFirstKey(Secret key) {
    return FirstKeyFile.write(vertx, config.store().url(), key);
  }

  /** What the features offer on the listener of that name. */
  public List<Endpoint> endpoints(String listener) {
    return endpoints.lastOn(listener);
  }

  /** The port of the listener of that name. */
  public int port(String listener) {
    return listeners.named(listener).port();
  }

  /** Drains and stops; the future completes when nothing is left. */
  public Future<Void> stop() {
    readiness.report("listeners", false);
    extensions.tell(new GatewayEvent.Draining(Instant.now(), config.shutdown().drain()));
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
    Future<Void> stored = persistence == null ? Future.succeededFuture() : persistence.close();
    stored
        .eventually(extensions::stop)
        .onComplete(done -> vertx.close().onComplete(over -> apart.close().onComplete(closed)));
    return closed.future().onComplete(done -> metrics.close());
  }

  private static LoopTimers startTimers() {
    LoopTimers timers = new LoopTimers(Vertx.currentContext().owner());
    timers.start();
    return timers;
  }
}
