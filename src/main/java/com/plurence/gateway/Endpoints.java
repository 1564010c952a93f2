package com.plurence.gateway;

import com.plurence.gateway.auth.ApiKeyGuard;
import com.plurence.gateway.auth.DelegatedGuard;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.config.AnswersConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.extension.host.ExtensionEndpoints;
import com.plurence.gateway.extension.host.Extensions;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.ErrorCatalogEndpoints;
import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.MetricsEndpoints;
import com.plurence.gateway.inference.IdempotentReplies;
import com.plurence.gateway.inference.InferenceEndpoints;
import com.plurence.gateway.inference.ModelsEndpoints;
import com.plurence.gateway.inference.ResponseWriter;
import com.plurence.gateway.inference.upload.Spool;
import com.plurence.gateway.inference.upload.Uploads;
import com.plurence.gateway.management.ApiDocument;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.upstream.UpstreamClients;
import io.vertx.core.file.FileSystem;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What the features offer on each listener, and who may enter. */
final class Endpoints {
  private final AnswersConfig answers;
  private final KeyDirectory keys;
  private final Optional<Persistence> persistence;
  private final Models models;
  private final UpstreamClients upstreams;
  private final Extensions extensions;
  private final Metrics metrics;
  private final FileSystem files;
  private final Spool spool = new Spool();
  private final Supplier<Optional<URI>> gateway;
  private final ApiDocument document;
  private final Map<String, List<Endpoint>> tables = new ConcurrentHashMap<>();

  /**
   * @param persistence without which there is no management API
   * @param gateway the listener for applications, once it is open
   */
  Endpoints(
      AnswersConfig answers,
      KeyDirectory keys,
      Optional<Persistence> persistence,
      Models models,
      UpstreamClients upstreams,
      Extensions extensions,
      Metrics metrics,
      FileSystem files,
      Supplier<Optional<URI>> gateway) {
    this.answers = answers;
    this.keys = keys;
    this.persistence = persistence;
    this.models = models;
    this.upstreams = upstreams;
    this.extensions = extensions;
    this.metrics = metrics;
    this.files = files;
    this.document = ApiDocument.load(gateway);
    this.gateway = gateway;
  }

  /** The endpoints of the listener of that name, for the event loop of {@code edge}. */
  List<Endpoint> on(String listener, EndpointContext edge) {
    List<Endpoint> endpoints =
        switch (listener) {
          case Listeners.GATEWAY -> forApplications(edge);
          case Listeners.MANAGEMENT -> forPeople(edge);
          default -> new MetricsEndpoints(metrics).endpoints();
        };
    tables.put(listener, endpoints);
    return endpoints;
  }

  /** What {@link #on} gave last for the listener of that name. */
  List<Endpoint> lastOn(String listener) {
    return tables.getOrDefault(listener, List.of());
  }

  private List<Endpoint> forApplications(EndpointContext edge) {
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(
        new InferenceEndpoints(
                edge,
                Dialects.OPENAI_CLIENT,
                upstreams.here(),
                new IdempotentReplies(persistence.map(Persistence::idempotentRequests)),
                new ResponseWriter(answers),
                extensions::hooks,
                new Uploads(edge.bodies(), files, spool, edge.limits().spool()))
            .endpoints());
    endpoints.addAll(new ModelsEndpoints(models::catalog, Access.API_KEY).endpoints());
    endpoints.addAll(ofExtensions(edge, EndpointPlace.Listener.GATEWAY));
    endpoints.addAll(aboutTheApi());
    return endpoints;
  }

  private List<Endpoint> forPeople(EndpointContext edge) {
    List<Endpoint> endpoints =
        new ArrayList<>(ofExtensions(edge, EndpointPlace.Listener.MANAGEMENT));
    persistence.ifPresent(
        store -> {
          endpoints.addAll(store.management().endpoints(edge));
          endpoints.addAll(new ModelsEndpoints(models::catalog, Access.USER).endpoints());
          endpoints.addAll(aboutTheApi());
          endpoints.addAll(store.management().explorer(gateway));
        });
    return endpoints;
  }

  private List<Endpoint> ofExtensions(EndpointContext edge, EndpointPlace.Listener listener) {
    return new ExtensionEndpoints(extensions::hooks, edge, edge.limits().jsonDepth()).on(listener);
  }

  private List<Endpoint> aboutTheApi() {
    List<Endpoint> endpoints = new ArrayList<>(document.endpoints());
    endpoints.addAll(new ErrorCatalogEndpoints(this::errors).endpoints());
    return endpoints;
  }

  private Collection<ErrorKind> errors() {
    List<ErrorKind> kinds = new ArrayList<>(Arrays.asList(ErrorCode.values()));
    kinds.addAll(extensions.errors());
    return kinds;
  }

  /** Who may enter, by access. */
  Map<Access, Guard> guards() {
    Guard applications =
        new DelegatedGuard(new ApiKeyGuard(keys), () -> extensions.hooks().credentials());
    return persistence
        .<Map<Access, Guard>>map(
            store -> Map.of(Access.API_KEY, applications, Access.USER, store.management().guard()))
        .orElse(Map.of(Access.API_KEY, applications));
  }
}
