package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.hosting.Hooks;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Edge;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.Exchange;
import com.plurence.gateway.inference.hooked.HookedExchange;
import com.plurence.gateway.inference.hooked.HookedExchange.Validity;
import com.plurence.gateway.inference.hooked.ModelCall;
import com.plurence.gateway.inference.request.RequestBody;
import com.plurence.gateway.inference.request.RequestScan;
import com.plurence.gateway.inference.request.ScannedRequest;
import com.plurence.gateway.inference.request.UpstreamBody;
import com.plurence.gateway.provider.ResponseForm.Events;
import com.plurence.gateway.upstream.Cancellation;
import com.plurence.gateway.upstream.Payload;
import com.plurence.gateway.upstream.RequestHeaders;
import com.plurence.gateway.upstream.Trail;
import com.plurence.gateway.upstream.UpstreamAnswer;
import com.plurence.gateway.upstream.UpstreamCall;
import com.plurence.gateway.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The endpoints at which models are asked, one for each {@link Operation}, on one event loop. */
public final class InferenceEndpoints {
  private final Edge edge;
  private final Upstreams upstreams;
  private final IdempotentReplies replies;
  private final AnswerWriter answers;
  private final int maxDepth;
  private final Supplier<Hooks> hooks;

  /**
   * @param hooks of extensions, asked for with every request
   * @param maxDepth levels of nesting that a request body may have
   */
  public InferenceEndpoints(
      Edge edge,
      Upstreams upstreams,
      IdempotentReplies replies,
      AnswerWriter answers,
      Supplier<Hooks> hooks,
      int maxDepth) {
    this.edge = edge;
    this.upstreams = upstreams;
    this.replies = replies;
    this.answers = answers;
    this.hooks = hooks;
    this.maxDepth = maxDepth;
  }

  public List<Endpoint> endpoints() {
    return Stream.of(Operation.values())
        .map(
            operation ->
                Endpoint.post(operation.route(), Access.API_KEY, ctx -> infer(ctx, operation)))
        .toList();
  }

  private void infer(RoutingContext ctx, Operation operation) {
    Exchange exchange = Exchange.of(ctx);
    Cancellation cancellation = new Cancellation();
    Trail trail = new Trail();
    exchange.onCancel(() -> stop(exchange, cancellation, trail));
    RequestBody body = new RequestBody();
    RequestScan scan = RequestScan.of(operation.request(), maxDepth);
    edge.bodies()
        .read(exchange, piece -> take(piece, body, scan))
        .map(read -> permitted(ctx, operation, scan.finish()))
        .map(
            request ->
                ModelCall.of(
                    request,
                    body,
                    RequestHeaders.of(exchange.requestId(), exchange.request().headers())))
        .compose(
            call ->
                reply(ctx, operation, call, () -> ask(ctx, operation, call, cancellation, trail)))
        .compose(reply -> answers.write(exchange, reply, trail))
        .onFailure(failure -> fail(ctx, failure, cancellation, trail));
  }

  /** Nobody waits any more; the log still tells what was tried. */
  private void stop(Exchange exchange, Cancellation cancellation, Trail trail) {
    cancellation.cancel();
    answers.tell(exchange, trail);
  }

  /** A body that can't be JSON any more is refused before the rest of it has come. */
  private static void take(Buffer piece, RequestBody body, RequestScan scan) {
    body.add(piece);
    if (!scan.feed(piece)) {
      scan.finish();
    }
  }

  private static ScannedRequest permitted(
      RoutingContext ctx, Operation operation, ScannedRequest request) {
    Caller.Application caller = Caller.Application.of(ctx);
    caller.requireEndpoint(operation.route());
    caller.requireModel(request.model());
    return request;
  }

  private Future<Reply> reply(
      RoutingContext ctx,
      Operation operation,
      ModelCall call,
      Supplier<Future<UpstreamAnswer>> ask) {
    return call.scanned().stream() || operation.response().bytes()
        ? IdempotentReplies.always(ask)
        : replies.once(Exchange.of(ctx), Caller.Application.of(ctx), call.body(), ask);
  }

  private Future<UpstreamAnswer> ask(
      RoutingContext ctx,
      Operation operation,
      ModelCall call,
      Cancellation cancellation,
      Trail trail) {
    Exchange exchange = Exchange.of(ctx);
    Hooks asked = hooks.get();
    if (asked.isEmpty()) {
      return send(exchange, operation, call, cancellation, trail);
    }
    HookedExchange hooked =
        new HookedExchange(
            asked,
            exchange,
            new Validity(
                Caller.Application.of(ctx),
                operation.label(),
                () -> RequestScan.of(operation.request(), maxDepth),
                upstreams::route),
            edge.failures());
    tell(exchange, operation, call);
    return hooked.around(call, changed -> send(exchange, operation, changed, cancellation, trail));
  }

  private Future<UpstreamAnswer> send(
      Exchange exchange,
      Operation operation,
      ModelCall call,
      Cancellation cancellation,
      Trail trail) {
    tell(exchange, operation, call);
    ScannedRequest request = call.scanned();
    Optional<Route> route = upstreams.route(request.model());
    if (route.isEmpty()) {
      return Future.failedFuture(ErrorCode.MODEL_NOT_FOUND.toException());
    }
    if (route.get().isPattern()) {
      exchange.note("model_pattern", route.get().model());
    }
    return upstreams
        .send(
            new UpstreamCall(
                call.narrow(route.get()),
                request.model(),
                operation.path(),
                call.headers(),
                target -> payload(target, operation, request, call.body()),
                operation.response(),
                request.stream(),
                request.includeUsage(),
                exchange.holding(),
                cancellation,
                trail))
        .onSuccess(answer -> release(exchange, call.body()));
  }

  /** The answer has begun, so no attempt will need the body again. */
  private static void release(Exchange exchange, RequestBody body) {
    body.release();
    exchange.letGoOfBody();
  }

  private static void tell(Exchange exchange, Operation operation, ModelCall call) {
    exchange.note("model", call.scanned().model());
    exchange.note("operation", operation.label());
  }

  private static Payload payload(
      Target target, Operation operation, ScannedRequest request, RequestBody body) {
    boolean forceUsage =
        operation.response().events() == Events.CHUNKS && target.provider().streamUsage();
    UpstreamBody rewritten = body.rewritten(request, target.model(request.model()), forceUsage);
    return new Payload(rewritten.pieces(), rewritten.length());
  }

  private void fail(RoutingContext ctx, Throwable failure, Cancellation cancellation, Trail trail) {
    if (!cancellation.isCancelled()) {
      answers.tell(Exchange.of(ctx), trail);
      ctx.fail(failure);
    }
  }
}
