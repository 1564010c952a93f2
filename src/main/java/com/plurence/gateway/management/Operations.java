package com.plurence.gateway.management;

import com.plurence.gateway.body.PacedBody;
import com.plurence.gateway.http.body.BodyReader;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.idempotency.StoredResponse;
import com.plurence.gateway.management.download.Download;
import com.plurence.gateway.management.download.DownloadWriter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts operations behind endpoints: reads what they need, writes what they answer. */
public final class Operations {
  private final BodyReader bodies;
  private final int maxDepth;
  private final IdempotentOperations idempotent;
  private final ChangeListener changes;

  /**
   * @param maxDepth how deeply a body may be nested
   * @param changes hears of what is changed
   */
  public Operations(
      BodyReader bodies, int maxDepth, IdempotentOperations idempotent, ChangeListener changes) {
    this.bodies = bodies;
    this.maxDepth = maxDepth;
    this.idempotent = idempotent;
    this.changes = changes;
  }

  /** For requests whose body, if they have one, does not matter. */
  public Handler<RoutingContext> withoutBody(Operation operation) {
    return ctx -> {
      Call call = call(ctx, new JsonObject());
      run(ctx, () -> operation.answer(call));
    };
  }

  /** For requests whose response is written part by part. */
  public Handler<RoutingContext> download(Function<Call, Download> operation) {
    return ctx -> DownloadWriter.write(ctx, operation.apply(call(ctx, new JsonObject())));
  }

  /** For requests that need a JSON object as their body. */
  public Handler<RoutingContext> withBody(Operation operation) {
    return ctx ->
        run(
            ctx,
            () ->
                read(ctx)
                    .compose(
                        bytes -> operation.answer(call(ctx, JsonBody.parse(bytes, maxDepth)))));
  }

  /** As {@link #withBody}, done once for each {@code Idempotency-Key}. */
  public Handler<RoutingContext> once(OnceOperation operation) {
    return once(operation, UnaryOperator.identity());
  }

  /**
   * The same for responses of which something does not last.
   *
   * @param renewed what is made of a kept answer before it is given again
   */
  public Handler<RoutingContext> once(
      OnceOperation operation, UnaryOperator<ManagementResponse> renewed) {
    return ctx ->
        run(ctx, () -> read(ctx).compose(bytes -> prepared(ctx, operation, bytes, renewed)));
  }

  private Future<ManagementResponse> prepared(
      RoutingContext ctx,
      OnceOperation operation,
      Buffer bytes,
      UnaryOperator<ManagementResponse> renewed) {
    Call call = call(ctx, JsonBody.parse(bytes, maxDepth));
    return operation
        .prepare(call)
        .compose(work -> idempotent.once(ctx, bytes, work, renewed))
        .onSuccess(
            response -> {
              if (response.headers().containsKey(StoredResponse.REPLAYED)) {
                call.repeated();
              }
            });
  }

  /** What it changes, or would have, is told when it is over. */
  private Call call(RoutingContext ctx, JsonObject body) {
    Call call = new Call(ctx, body);
    Exchange.of(ctx)
        .onSettlement(
            request -> {
              @Nullable Change change = call.change();
              if (change != null) {
                changes.changed(change, request);
              }
            });
    return call;
  }

  private Future<Buffer> read(RoutingContext ctx) {
    Buffer bytes = Buffer.buffer();
    return bodies.read(Exchange.of(ctx), bytes::appendBuffer).map(bytes);
  }

  private static void run(RoutingContext ctx, Action step) {
    Future<ManagementResponse> answer;
    try {
      answer = step.begin();
    } catch (RuntimeException failure) {
      answer = Future.failedFuture(failure);
    }
    answer.onSuccess(done -> write(ctx, done)).onFailure(ctx::fail);
  }

  private static void write(RoutingContext ctx, ManagementResponse answer) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (answer.body().isEmpty()) {
      response.end();
      return;
    }
    Buffer body = Buffer.buffer(answer.body());
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      PacedBody.end(response, body);
    }
  }

  private interface Action {
    Future<ManagementResponse> begin();
  }
}
