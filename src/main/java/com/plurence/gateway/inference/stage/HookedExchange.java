package com.plurence.gateway.inference.stage;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.RequestChanges;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.extension.host.Hook;
import com.plurence.gateway.extension.host.Hooks;
import com.plurence.gateway.extension.host.ShownHeaders;
import com.plurence.gateway.http.Exchange;
import com.plurence.gateway.http.Failures;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One request on its way past the hooks of extensions, and its response back. On one event loop.
 */
public final class HookedExchange {
  private final Hooks hooks;
  private final Exchange exchange;
  private final Application caller;
  private final Validity validity;
  private final Failures failures;

  /**
   * What a changed request must be.
   *
   * @param caller whose permissions hold for what hooks ask in its name, too
   * @param dialect what the caller speaks
   */
  public record Validity(
      Caller.Application caller,
      ClientDialect dialect,
      String operation,
      Supplier<RequestScan> scan,
      Function<String, Optional<Route>> routes) {}

  public HookedExchange(Hooks hooks, Exchange exchange, Validity validity, Failures failures) {
    this.hooks = hooks;
    this.exchange = exchange;
    Caller.Application caller = validity.caller();
    this.caller = new Application(caller.keyId(), caller.projectId(), caller.accountId());
    this.validity = validity;
    this.failures = failures;
  }

  /**
   * What the model answers to {@code asked}, and what hooks have made of both.
   *
   * @param send asks the model; the body may be gone when it has answered
   * @return the answer as the client gets it; fails with what the client is to be told instead
   */
  public Future<ModelResponse> around(
      ModelCall asked, Function<ModelCall, Future<ModelResponse>> send) {
    if (!hasRoom(asked.body().length())) {
      return Future.failedFuture(exchange.holding().refusal());
    }
    Future<ModelCall> changed = before(asked);
    if (hooks.onAnswer().isEmpty() && hooks.onStream().isEmpty()) {
      return changed.compose(send);
    }
    return changed.compose(
        call -> {
          ModelRequest request = shown(call);
          return send.apply(call).compose(answer -> after(request, answer));
        });
  }

  /**
   * Hooks see copies, of a request one and of a response two at a time, which count as what they
   * are made of does, until the exchange is over.
   */
  private boolean hasRoom(long copied) {
    Holding holding = exchange.holding();
    return copied == 0 || holding.takeOutOfTurn(holding.budget().answers(), copied);
  }

  private Future<ModelCall> before(ModelCall asked) {
    Future<ModelCall> call = Future.succeededFuture(asked);
    for (Hook<RequestHook> hook : hooks.onRequest()) {
      call = call.compose(seen -> pass(hook, seen));
    }
    return call;
  }

  private Future<ModelCall> pass(Hook<RequestHook> hook, ModelCall call) {
    ModelRequest request = shown(call);
    return hook.ask(exchange.timers(), exchange.requestId(), some -> some.onRequest(request))
        .compose(
            changes ->
                changes.isEmpty()
                    ? Future.succeededFuture(call)
                    : change(hook, call, changes.get()));
  }

  private Future<ModelCall> change(Hook<RequestHook> hook, ModelCall call, RequestChanges changes) {
    try {
      ModelCall changed = changed(call, changes);
      changes.attributes().forEach(exchange.record()::attribute);
      return Future.succeededFuture(changed);
    } catch (RuntimeException invalid) {
      return hook.<ModelCall>unusable(exchange.requestId(), "its request: " + invalid.getMessage())
          .map(passedOver -> call);
    }
  }

  private ModelCall changed(ModelCall call, RequestChanges changes) {
    ModelCall changed = changes.body().map(body -> withBody(call, body.copy())).orElse(call);
    changes.target().ifPresent(target -> checkTarget(changed.scanned().model(), target));
    return new ModelCall(
        changed.scanned(),
        changed.body(),
        changed.upload(),
        changes.headers().isEmpty() ? call.headers() : call.headers().changed(changes.headers()),
        changes.target().or(call::target));
  }

  private ModelCall withBody(ModelCall call, Buffer replacement) {
    if (call.upload().isPresent()) {
      throw new IllegalArgumentException("the body of an upload is not shown and can't be changed");
    }
    RequestScan scan = validity.scan().get();
    scan.feed(replacement);
    ScannedRequest scanned = scan.finish();
    validity.caller().requireModel(scanned.model());
    if (scanned.stream() != call.scanned().stream()) {
      throw new IllegalArgumentException("the client does not expect that kind of answer");
    }
    return new ModelCall(
        scanned, Body.of(replacement), call.upload(), call.headers(), call.target());
  }

  private void checkTarget(String model, String target) {
    Optional<Route> route = validity.routes().apply(model);
    if (route.isPresent() && route.get().only(target).isEmpty()) {
      throw new IllegalArgumentException("the model has no such target");
    }
  }

  private ModelRequest shown(ModelCall call) {
    return new ModelRequest(
        exchange.requestId(),
        validity.operation(),
        caller,
        call.scanned().model(),
        call.scanned().stream(),
        ShownHeaders.of(call.headers().all()),
        call.body().copy());
  }

  private Future<ModelResponse> after(ModelRequest request, ModelResponse answer) {
    if (answer instanceof ModelResponse.Whole whole && !hooks.onAnswer().isEmpty()) {
      if (!hasRoom(2 * whole.body().length())) {
        return Future.failedFuture(exchange.holding().refusal());
      }
      return new WholeEdit(hooks.onAnswer(), exchange, request).edit(whole);
    }
    if (answer instanceof ModelResponse.Streamed streamed
        && streamed.isEvents()
        && !hooks.onStream().isEmpty()) {
      return Future.succeededFuture(
          new EditedResponse(
              streamed,
              new Editors(hooks.onStream(), exchange, request, validity.dialect()),
              exchange,
              failures));
    }
    return Future.succeededFuture(answer);
  }
}
