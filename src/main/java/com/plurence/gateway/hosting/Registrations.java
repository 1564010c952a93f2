package com.plurence.gateway.hosting;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.AnswerHook;
import com.plurence.gateway.extension.ExtensionContext;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.extension.StreamHook;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one instance of an extension registers, while it may. */
final class Registrations implements ExtensionContext {
  final List<RequestHook> requestHooks = new ArrayList<>();
  final List<AnswerHook> answerHooks = new ArrayList<>();
  final List<StreamHook> streamHooks = new ArrayList<>();
  final Map<String, RegisteredError> errors = new LinkedHashMap<>();

  private final String name;
  private final JsonObject config;
  private final Vertx vertx;
  private final ErrorRegistry registry;
  private boolean sealed;

  Registrations(String name, JsonObject config, Vertx vertx, ErrorRegistry registry) {
    this.name = name;
    this.config = config;
    this.vertx = vertx;
    this.registry = registry;
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
        registry.register(name, new RegisteredError(id, code, message, retryable));
    errors.put(id, kind);
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

  private <T> void add(List<T> list, T element) {
    checkOpen();
    list.add(element);
  }

  private void checkOpen() {
    if (sealed) {
      throw new IllegalStateException("register is over");
    }
  }
}
