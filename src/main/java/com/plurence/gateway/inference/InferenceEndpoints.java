package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseForm.Events;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.inference.upload.Upload;
import com.plurence.gateway.limit.admission.RequestLimits;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints at which models are asked, one for each {@link Operation}, on one event loop: they
 * read, hand the call to the pipeline, and write what comes back.
 */
public final class InferenceEndpoints {
  private final ClientDialect dialect;
  private final Entry entry;
  private final ModelRequests requests;
  private final Supplier<InferencePipeline> pipeline;
  private final ResponseWriter writer;
  private final RequestLimits limits;

  /**
   * @param dialect what the applications at these endpoints speak
   * @param entry where requests are let in
   * @param pipeline for a request that begins now
   * @param limits that clients are told of, whatever else they are told
   */
  public InferenceEndpoints(
      ClientDialect dialect,
      Entry entry,
      ModelRequests requests,
      Supplier<InferencePipeline> pipeline,
      ResponseWriter writer,
      RequestLimits limits) {
    this.dialect = dialect;
    this.entry = entry;
    this.requests = requests;
    this.pipeline = pipeline;
    this.writer = writer;
    this.limits = limits;
  }

  public List<Endpoint> endpoints() {
    return dialect.operations().stream()
        .map(
            operation ->
                Endpoint.post(
                    dialect.route(operation), Access.API_KEY, ctx -> infer(ctx, operation)))
        .toList();
  }

  private void infer(RoutingContext ctx, Operation operation) {
    Exchange exchange = Exchange.of(ctx);
    Caller.Application caller = Caller.Application.of(ctx);
    limits.announce(ctx.response(), caller, "");
    entry.admit(exchange, caller);
    KeepAlive client = writer.client(exchange, dialect);
    exchange.cancellation().onCancel(() -> writer.addRouteHeaders(exchange));
    requests
        .read(exchange, caller, operation)
        .onSuccess(call -> limits.announce(ctx.response(), caller, call.scanned().model()))
        .onSuccess(call -> startKeepAlive(client, call))
        .compose(call -> respond(call, client))
        .onComplete(over -> client.stop())
        .onFailure(failure -> fail(ctx, failure));
  }

  /** A client that waits for events hears of the gateway while the model is silent. */
  private static void startKeepAlive(KeepAlive client, ModelCall call) {
    Events events = call.context().operation().response().events();
    if (call.scanned().stream() && events != Events.NONE && events != Events.TYPED) {
      client.start();
    }
  }

  private Future<@Nullable Void> respond(ModelCall call, KeepAlive client) {
    // Not the call is kept while a stream lasts, only what is needed of it at the end.
    Exchange exchange = call.context().exchange();
    Optional<Upload> upload = call.upload();
    return pipeline
        .get()
        .handle(call)
        .compose(response -> writer.write(exchange, response, client))
        .onComplete(over -> upload.ifPresent(Upload::close));
  }

  /** Of a request that was cancelled nobody waits to be told. */
  private void fail(RoutingContext ctx, Throwable failure) {
    Exchange exchange = Exchange.of(ctx);
    if (!exchange.cancellation().isCancelled()) {
      writer.addRouteHeaders(exchange);
      ctx.fail(failure);
    }
  }
}
