package com.plurence.gateway;

import com.plurence.gateway.auth.ApiKeyGuard;
import com.plurence.gateway.auth.DelegatedGuard;
import com.plurence.gateway.auth.key.StoredKeys;
import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.host.ExtensionEndpoints;
import com.plurence.gateway.extension.host.Extensions;
import com.plurence.gateway.extension.host.RequestEvents;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.ErrorCatalogEndpoints;
import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.exchange.RequestMetrics;
import com.plurence.gateway.inference.Entry;
import com.plurence.gateway.inference.InferenceEndpoints;
import com.plurence.gateway.inference.ModelRequests;
import com.plurence.gateway.inference.ModelsEndpoints;
import com.plurence.gateway.inference.ResponseWriter;
import com.plurence.gateway.inference.stage.RecordRoom;
import com.plurence.gateway.inference.stage.Stages;
import com.plurence.gateway.inference.translation.RouteTranslator;
import com.plurence.gateway.inference.translation.ShapeProblems;
import com.plurence.gateway.inference.upload.Spool;
import com.plurence.gateway.inference.upload.Uploads;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.admission.Admissions;
import com.plurence.gateway.limit.admission.RequestLimits;
import com.plurence.gateway.limit.setting.CallerLimitsEndpoints;
import com.plurence.gateway.limit.setting.StoredLimits;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.overload.Overload;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.server.Listeners;
import com.plurence.gateway.storage.PostgresEvents;
import com.plurence.gateway.storage.SqlKeyStore;
import com.plurence.gateway.upstream.AttemptMetrics;
import com.plurence.gateway.upstream.UpstreamClients;
import com.plurence.gateway.upstream.decision.TargetState;
import com.plurence.gateway.usage.UsageAccountant;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What applications use: their keys, the models on offer, the providers behind them, and the
 * extensions on the way there. Safe on any thread.
 */
final class DataPlane implements Plane {
  private static final int MOST_KEYS_IN_MEMORY = 200_000;
  private static final Duration BETWEEN_LOOKS_AT_TARGETS = Duration.ofMillis(500);
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(20);
  private static final Duration BETWEEN_LOADS = Duration.ofMinutes(10);
  private static final Duration BETWEEN_HOUSEKEEPINGS = Duration.ofHours(1);

  private final Shared shared;
  private final Metrics metrics;
  private final Overload overload;
  private final StoredKeys keys;
  private final AutoCloseable storeEvents;
  private final Models models;
  private final Extensions extensions;
  private final UpstreamClients upstreams;
  private final Limits limits;
  private final Admissions admissions;
  private final Spool spool = new Spool();
  private final RouteTranslator translator =
      new RouteTranslator(Dialects.TRANSLATIONS, InstantSource.system());

  /** Nothing is loaded, offered or called before {@link #begin}. */
  DataPlane(Shared shared, Metrics metrics, Overload overload) {
    Store store = shared.store();
    this.shared = shared;
    this.metrics = metrics;
    this.overload = overload;
    this.keys =
        new StoredKeys(
            shared.vertx(),
            new SqlKeyStore(store.database(), shared.config().audit().tier()),
            InstantSource.system(),
            MOST_KEYS_IN_MEMORY);
    store.keyChanges().subscribe(keys.feedListener());
    keys.onRevocation(this::revoke);
    this.limits = Limits.of(shared, metrics);
    this.storeEvents =
        PostgresEvents.start(store.database(), store.keyChanges(), store.limitChanges());
    this.models = new Models(shared.vertx(), metrics);
    this.extensions = new Extensions(shared.vertx());
    this.upstreams =
        new UpstreamClients(
            shared.timers(),
            models::routing,
            Dialects::of,
            extensions::vertx,
            new AttemptMetrics(metrics));
    this.admissions = limits.admissions(metrics);
  }

  /** Loads the keys and limits, and opens the clients of {@code loops} event loops. */
  Future<Void> begin(int loops) {
    return Future.all(keys.load(), effectiveLimits().load())
        .compose(loaded -> upstreams.deploy(shared.vertx(), loops))
        .onSuccess(deployed -> beginToReport())
        .mapEmpty();
  }

  /** The store is told now and then; the next time does what fails this time. */
  private void beginToReport() {
    overload.begin(shared.vertx());
    TargetWatch watch = new TargetWatch(this::targets, extensions);
    shared.every(BETWEEN_LOOKS_AT_TARGETS, watch::look);
    shared.every(
        BETWEEN_REPORTS,
        () -> Future.join(keys.recordUse(), shared.store().idempotentRequests().renewClaims()));
    shared.every(BETWEEN_LOADS, effectiveLimits()::load);
    shared.every(BETWEEN_HOUSEKEEPINGS, () -> shared.store().idempotentRequests().forgetOld());
  }

  /** Ends what is in flight with a key that no longer exists. */
  private void revoke(String keyId) {
    extensions.tell(new GatewayEvent.KeyRevoked(Instant.now(), keyId));
    shared.listeners().revoke(keyId);
  }

  @Override
  public String listener() {
    return Listeners.GATEWAY;
  }

  @Override
  public List<Endpoint> endpoints(EndpointContext edge) {
    List<Endpoint> endpoints = new ArrayList<>();
    RequestLimits requestLimits = admissions.here();
    for (ClientDialect dialect : Dialects.CLIENTS.all()) {
      endpoints.addAll(inference(edge, dialect, requestLimits).endpoints());
    }
    endpoints.addAll(modelsFor(Access.API_KEY));
    endpoints.addAll(new CallerLimitsEndpoints(effectiveLimits(), this::limiter).endpoints());
    endpoints.addAll(ofExtensions(edge, EndpointPlace.Listener.GATEWAY));
    endpoints.addAll(aboutTheApi());
    return endpoints;
  }

  private InferenceEndpoints inference(
      EndpointContext edge, ClientDialect dialect, RequestLimits requestLimits) {
    Uploads uploads =
        new Uploads(edge.bodies(), shared.vertx().fileSystem(), spool, edge.limits().spool());
    ShapeProblems problems =
        new ShapeProblems(model -> models.catalog().route(model), Dialects.TRANSLATIONS);
    ModelRequests requests =
        new ModelRequests(
            edge.bodies(),
            uploads,
            dialect,
            edge.limits().jsonDepth(),
            shared.config().usage().endUser(),
            shared.store().audit().copying(),
            problems);
    Stages stages =
        new Stages(
            RecordRoom.stages(shared.config().usage().whenFull(), shared.store().usage()::isFull),
            shared.store().idempotentRequests(),
            extensions::choices,
            requests::scan,
            upstreams.here(),
            translator,
            requestLimits,
            edge.failures());
    return new InferenceEndpoints(
        dialect,
        new Entry(overload.gate(), effectiveLimits()::priorityOf),
        requests,
        stages,
        new ResponseWriter(shared.config().answers()),
        requestLimits);
  }

  /** The models on offer, for those who may enter with {@code access}. */
  List<Endpoint> modelsFor(Access access) {
    return new ModelsEndpoints(models::catalog, access).endpoints();
  }

  /** What extensions offer on {@code listener}. */
  List<Endpoint> ofExtensions(EndpointContext edge, EndpointPlace.Listener listener) {
    return new ExtensionEndpoints(extensions::hooks, edge, edge.limits().jsonDepth()).on(listener);
  }

  /** What the API is, and what can go wrong. */
  List<Endpoint> aboutTheApi() {
    List<Endpoint> endpoints = new ArrayList<>(shared.document().endpoints());
    endpoints.addAll(new ErrorCatalogEndpoints(this::errors).endpoints());
    return endpoints;
  }

  private Collection<ErrorKind> errors() {
    return Stream.concat(Stream.of(ErrorCode.values()), extensions.errors().stream()).toList();
  }

  /** Lets applications in. */
  Guard guard() {
    return new DelegatedGuard(new ApiKeyGuard(keys), () -> extensions.hooks().credentials());
  }

  @Override
  public ByteBudget budget() {
    return overload.bytes();
  }

  @Override
  public CorsConfig cors() {
    return shared.config().cors();
  }

  @Override
  public Optional<URI> explorer() {
    return shared.listeners().place(Listeners.MANAGEMENT);
  }

  @Override
  public Consumer<RequestRecord> accountant() {
    return new UsageAccountant(shared.store().usage().recorder(), InstantSource.system());
  }

  @Override
  public Consumer<RequestRecord> finished() {
    return new RequestMetrics(metrics, listener())
        .andThen(new RequestEvents(extensions))
        .andThen(shared.store().audit().requests());
  }

  /** The limits that hold now. */
  StoredLimits effectiveLimits() {
    return limits.settings();
  }

  Models models() {
    return models;
  }

  Extensions extensions() {
    return extensions;
  }

  /** Who keeps count of what is used, for the event loop of the caller. */
  Limiter limiter() {
    return limits.limiter();
  }

  /** The clients of providers, by event loop. */
  UpstreamClients upstreams() {
    return upstreams;
  }

  /** What is known of every target that can be chosen now, for people and metrics. */
  Collection<TargetState> targets() {
    return models.routing().targets().states();
  }

  /** Records what is not yet recorded, and ends what this began but for its clients. */
  Future<Void> close() {
    return keys.recordUse()
        .otherwiseEmpty()
        .eventually(limits::close)
        .eventually(this::stopListening)
        .eventually(extensions::stop);
  }

  private Future<Void> stopListening() {
    try {
      storeEvents.close();
      return Future.succeededFuture();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
