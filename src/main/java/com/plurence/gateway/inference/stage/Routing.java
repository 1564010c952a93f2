package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.ResponseForm.Events;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.upstream.UpstreamClient;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last stage: finds where the model leads, and has its targets asked. */
public final class Routing implements Stage {
  private final UpstreamClient upstreams;

  /**
   * @param upstreams of this event loop
   */
  public Routing(UpstreamClient upstreams) {
    this.upstreams = upstreams;
  }

  @Override
  public Future<ModelResponse> handle(ModelCall call, Next none) {
    CallContext context = call.context();
    String model = call.scanned().model();
    context.record().asks(context.operation().label(), model);
    Optional<Route> found = upstreams.route(model);
    if (found.isEmpty()) {
      return Future.failedFuture(ErrorCode.MODEL_NOT_FOUND.toException());
    }
    Route route = found.get();
    if (route.isPattern()) {
      context.record().matched(route.model());
    }
    return upstreams.send(upstreamCall(call, route)).onSuccess(begun -> release(call));
  }

  private static UpstreamCall upstreamCall(ModelCall call, Route route) {
    CallContext context = call.context();
    return new UpstreamCall(
        call.pinnedTarget().flatMap(route::only).orElse(route),
        call.scanned().model(),
        context.operation(),
        query(context),
        call.headers(),
        new TargetPayloads(call, context.operation().response().events() == Events.CHUNKS),
        call.scanned().stream(),
        call.scanned().includeUsage(),
        context.exchange().holding(),
        context.cancellation(),
        context.attempts());
  }

  private static String query(CallContext context) {
    @Nullable String query = context.exchange().request().query();
    return query == null ? "" : context.dialect().passedQuery(query);
  }

  /** The response has begun, so no attempt will need the body again. */
  private static void release(ModelCall call) {
    call.body().release();
    call.context().exchange().releaseBody();
  }
}
