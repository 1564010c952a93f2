package com.plurence.gateway.inference.stage;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.extension.ModelRequest;
import com.plurence.gateway.extension.RequestChanges;
import com.plurence.gateway.extension.RequestHook;
import com.plurence.gateway.extension.host.Hook;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.overload.Holding;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks hooks for what they change of a request, and checks it like the request of a client. */
public final class ChangedRequests {
  private final Function<Operation, RequestScan> scans;
  private final Function<String, Optional<Route>> routes;

  /**
   * @param scans begins the scan of a body for an operation
   * @param routes where a model leads at the moment
   */
  public ChangedRequests(
      Function<Operation, RequestScan> scans, Function<String, Optional<Route>> routes) {
    this.scans = scans;
    this.routes = routes;
  }

  /** What {@code hooks} make of {@code asked}, one behind the other. */
  Future<ModelCall> ask(List<Hook<RequestHook>> hooks, ModelCall asked) {
    Future<ModelCall> call = Future.succeededFuture(asked);
    for (Hook<RequestHook> hook : hooks) {
      call = call.compose(seen -> pass(hook, seen));
    }
    return call;
  }

  private Future<ModelCall> pass(Hook<RequestHook> hook, ModelCall call) {
    Exchange exchange = call.context().exchange();
    ModelRequest request = ExtensionHooks.shown(call);
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
      if (changed.body() != call.body() && !hasRoom(call, changed.body().length())) {
        return Future.failedFuture(call.context().exchange().holding().refusal());
      }
      changes.attributes().forEach(call.context().record()::attribute);
      return Future.succeededFuture(changed);
    } catch (RuntimeException invalid) {
      return hook.<ModelCall>unusable(
              call.context().record().requestId(), "its request: " + invalid.getMessage())
          .map(passedOver -> call);
    }
  }

  /** A body that a hook has made counts beside the client's own, until the exchange is over. */
  private static boolean hasRoom(ModelCall call, long length) {
    Holding holding = call.context().exchange().holding();
    return holding.takeOutOfTurn(holding.budget().answers(), length);
  }

  private ModelCall changed(ModelCall call, RequestChanges changes) {
    ModelCall changed = changes.body().map(body -> withBody(call, body.copy())).orElse(call);
    if (!changes.headers().isEmpty()) {
      changed = changed.withHeaders(call.headers().changed(changes.headers()));
    }
    if (changes.target().isPresent()) {
      checkTarget(changed.scanned().model(), changes.target().get());
      changed = changed.withTargets(Set.of(changes.target().get()));
    }
    return changed;
  }

  private ModelCall withBody(ModelCall call, Buffer replacement) {
    if (call.upload().isPresent()) {
      throw new IllegalArgumentException("the body of an upload is not shown and can't be changed");
    }
    RequestScan scan = scans.apply(call.context().operation());
    scan.feed(replacement);
    ScannedRequest scanned = scan.finish();
    call.context().caller().requireModel(scanned.model());
    if (scanned.stream() != call.scanned().stream()) {
      throw new IllegalArgumentException("the client does not expect that kind of answer");
    }
    return call.withBody(scanned, Body.of(replacement));
  }

  private void checkTarget(String model, String target) {
    Optional<Route> route = routes.apply(model);
    if (route.isPresent() && route.get().only(target).isEmpty()) {
      throw new IllegalArgumentException("the model has no such target");
    }
  }
}
