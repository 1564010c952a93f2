package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseForm.Events;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.extension.host.Hooks;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.Exchange;
import com.plurence.gateway.idempotency.Fingerprint;
import com.plurence.gateway.inference.stage.HookedExchange;
import com.plurence.gateway.inference.stage.HookedExchange.Validity;
import com.plurence.gateway.inference.stage.ModelCall;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.inference.upload.Uploads;
import com.plurence.gateway.record.AttemptLog;
import com.plurence.gateway.timing.Cancellation;
import com.plurence.gateway.upstream.UpstreamClient;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The endpoints at which models are asked, one for each {@link Operation}, on one event loop. */
public final class InferenceEndpoints {
  private final EndpointContext edge;
  private final ClientDialect dialect;
  private final UpstreamClient upstreams;
  private final IdempotentReplies replies;
  private final ResponseWriter answers;
  private final ModelRequests requests;
  private final Supplier<Hooks> hooks;

  /**
   * @param dialect what the applications at these endpoints speak
   * @param hooks of extensions, asked for with every request
   * @param uploads of this event loop
   */
  public InferenceEndpoints(
      EndpointContext edge,
      ClientDialect dialect,
      UpstreamClient upstreams,
      IdempotentReplies replies,
      ResponseWriter answers,
      Supplier<Hooks> hooks,
      Uploads uploads) {
    this.edge = edge;
    this.dialect = dialect;
    this.upstreams = upstreams;
    this.replies = replies;
    this.answers = answers;
    this.hooks = hooks;
    this.requests = new ModelRequests(edge.bodies(), uploads, dialect, edge.limits().jsonDepth());
  }

  public List<Endpoint> endpoints() {
    return Stream.of(Operation.values())
        .map(
            operation ->
                Endpoint.post(
                    dialect.route(operation), Access.API_KEY, ctx -> infer(ctx, operation)))
        .toList();
  }

  private void infer(RoutingContext ctx, Operation operation) {
    Exchange exchange = Exchange.of(ctx);
    Cancellation cancellation = exchange.cancellation();
    AttemptLog attempts = exchange.record().attempts();
    cancellation.onCancel(() -> answers.tell(exchange, attempts));
    KeepAlive client = answers.client(exchange);
    Optional<Fingerprint> fingerprint = replies.fingerprint(exchange);
    requests
        .read(exchange, Caller.Application.of(ctx), operation, fingerprint)
        .onSuccess(call -> await(client, operation, call))
        .compose(
            call ->
                reply(
                        ctx,
                        operation,
                        call,
                        fingerprint,
                        () -> ask(ctx, operation, call, cancellation, attempts))
                    .compose(reply -> answers.write(exchange, reply, attempts, client))
                    .onComplete(over -> call.upload().ifPresent(Upload::close)))
        .onComplete(over -> client.stop())
        .onFailure(failure -> fail(ctx, failure, cancellation, attempts));
  }

  private static void await(KeepAlive client, Operation operation, ModelCall call) {
    if (call.scanned().stream() && operation.response().events() == Events.CHUNKS) {
      client.start();
    }
  }

  private Future<Reply> reply(
      RoutingContext ctx,
      Operation operation,
      ModelCall call,
      Optional<Fingerprint> fingerprint,
      Supplier<Future<ModelResponse>> ask) {
    boolean kept =
        !call.scanned().stream() && call.upload().isEmpty() && !operation.response().bytes();
    return !kept
        ? IdempotentReplies.always(ask)
        : replies.once(Exchange.of(ctx), Caller.Application.of(ctx), fingerprint, ask);
  }

  private Future<ModelResponse> ask(
      RoutingContext ctx,
      Operation operation,
      ModelCall call,
      Cancellation cancellation,
      AttemptLog attempts) {
    Exchange exchange = Exchange.of(ctx);
    Hooks asked = hooks.get();
    if (asked.isEmpty()) {
      return send(exchange, operation, call, cancellation, attempts);
    }
    HookedExchange hooked =
        new HookedExchange(
            asked,
            exchange,
            new Validity(
                Caller.Application.of(ctx),
                dialect,
                operation.label(),
                () -> requests.scan(operation),
                upstreams::route),
            edge.failures());
    tell(exchange, operation, call);
    return hooked.around(
        call, changed -> send(exchange, operation, changed, cancellation, attempts));
  }

  private Future<ModelResponse> send(
      Exchange exchange,
      Operation operation,
      ModelCall call,
      Cancellation cancellation,
      AttemptLog attempts) {
    tell(exchange, operation, call);
    ScannedRequest request = call.scanned();
    Optional<Route> route = upstreams.route(request.model());
    if (route.isEmpty()) {
      return Future.failedFuture(ErrorCode.MODEL_NOT_FOUND.toException());
    }
    if (route.get().isPattern()) {
      exchange.record().matched(route.get().model());
    }
    return upstreams
        .send(
            new UpstreamCall(
                call.narrow(route.get()),
                request.model(),
                operation,
                call.headers(),
                call.payload(operation.response().events() == Events.CHUNKS),
                request.stream(),
                request.includeUsage(),
                exchange.holding(),
                cancellation,
                attempts))
        .onSuccess(answer -> release(exchange, call.body()));
  }

  /** The response has begun, so no attempt will need the body again. */
  private static void release(Exchange exchange, Body body) {
    body.release();
    exchange.letGoOfBody();
  }

  private static void tell(Exchange exchange, Operation operation, ModelCall call) {
    exchange.record().asks(operation.label(), call.scanned().model());
  }

  private void fail(
      RoutingContext ctx, Throwable failure, Cancellation cancellation, AttemptLog attempts) {
    if (!cancellation.isCancelled()) {
      answers.tell(Exchange.of(ctx), attempts);
      ctx.fail(failure);
    }
  }
}
