package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.AnswerHook;
import com.plurence.gateway.extension.Authenticator;
import com.plurence.gateway.extension.EndpointHandler;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.ModelBackend;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.extension.StreamHook;
import com.plurence.gateway.extension.host.ownership.Claims;
import com.plurence.gateway.extension.host.ownership.ErrorRegistry;
import com.plurence.gateway.extension.host.ownership.RegisteredError;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What one instance of an extension registers, while it may. */
final class Registrations implements ExtensionContext {
  final List<RequestHook> requestHooks = new ArrayList<>();
  final List<AnswerHook> answerHooks = new ArrayList<>();
  final List<StreamHook> streamHooks = new ArrayList<>();
  final List<Subscription<?>> listeners = new ArrayList<>();
  final Map<EndpointPlace, EndpointHandler> endpoints = new LinkedHashMap<>();
  final Map<String, Authenticator> authenticators = new LinkedHashMap<>();
  final Map<String, BackendService> backends = new LinkedHashMap<>();
  final Map<String, RegisteredError> errors = new LinkedHashMap<>();

  private static final Set<String> OF_THE_GATEWAY = Set.of("authorization", "x-api-key");

  private final String name;
  private final String owner;
  private final JsonObject config;
  private final Vertx vertx;
  private final ErrorRegistry registry;
  private final Complaints complaints;
  private boolean sealed;

  /**
   * @param owner the class of the extension, which keeps its error ids whatever it is deployed as
   */
  Registrations(
      VerticleConfig entry,
      String owner,
      Vertx vertx,
      ErrorRegistry registry,
      Complaints complaints) {
    this.name = entry.name();
    this.owner = owner;
    this.config = new JsonObject(entry.config());
    this.vertx = vertx;
    this.registry = registry;
    this.complaints = complaints;
  }

  /** Somebody who wants to hear of events of one kind. */
  record Subscription<E extends GatewayEvent>(Class<E> kind, Consumer<E> told) {
    void tell(GatewayEvent event) {
      if (kind.isInstance(event)) {
        told.accept(kind.cast(event));
      }
    }
  }

  /** Nothing can be registered from now on. */
  void seal() {
    sealed = true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JsonObject config() {
    return config.copy();
  }

  @Override
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public ErrorKind error(String id, MessageCode code, String message, boolean retryable) {
    checkOpen();
    RegisteredError kind =
        registry.register(owner, new RegisteredError(id, code, message, retryable));
    RegisteredError first = errors.putIfAbsent(id, kind);
    check(first == null || first.equals(kind), "it has two meanings for " + id);
    return kind;
  }

  @Override
  public void onRequest(RequestHook hook) {
    add(requestHooks, hook);
  }

  @Override
  public void onAnswer(AnswerHook hook) {
    add(answerHooks, hook);
  }

  @Override
  public void onStream(StreamHook hook) {
    add(streamHooks, hook);
  }

  @Override
  public void backend(String provider, ModelBackend backend) {
    checkOpen();
    BackendService service = new BackendService(vertx, provider, backend, complaints);
    check(
        backends.putIfAbsent(provider, service) == null,
        "it has two backends for the provider " + provider);
  }

  @Override
  public void endpoint(EndpointPlace place, EndpointHandler handler) {
    checkOpen();
    check(
        endpoints.keySet().stream().noneMatch(place::excludes),
        "it has two endpoints for " + place.method() + " " + place.path());
    endpoints.put(place, handler);
  }

  @Override
  public void authenticate(String header, Authenticator authenticator) {
    checkOpen();
    String name = header.toLowerCase(Locale.ROOT);
    check(!OF_THE_GATEWAY.contains(name), "the gateway itself reads the header " + header);
    check(
        authenticators.putIfAbsent(name, authenticator) == null,
        "it has two authenticators for the header " + header);
  }

  @Override
  public <E extends GatewayEvent> void on(Class<E> kind, Consumer<E> listener) {
    add(listeners, new Subscription<>(kind, listener));
  }

  /** What no other extension can have. */
  Claims claims() {
    return new Claims(endpoints.keySet(), authenticators.keySet(), backends.keySet());
  }

  private <T> void add(List<T> list, T element) {
    checkOpen();
    list.add(element);
  }

  private void checkOpen() {
    if (sealed) {
      throw new IllegalStateException("register is over");
    }
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
