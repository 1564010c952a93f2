package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.ResponseForm.Events;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.inference.translation.CountFallback;
import com.plurence.gateway.inference.translation.RouteTranslator;
import com.plurence.gateway.inference.translation.TranslatedRoute;
import com.plurence.gateway.upstream.UpstreamClient;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last stage: finds where the model leads, and has its targets asked. */
public final class Routing implements Stage {
  private final UpstreamClient upstreams;
  private final RouteTranslator translator;

  /**
   * @param upstreams of this event loop
   * @param translator for targets that do not speak the client's dialect
   */
  public Routing(UpstreamClient upstreams, RouteTranslator translator) {
    this.upstreams = upstreams;
    this.translator = translator;
  }

  @Override
  public Future<ModelResponse> handle(ModelCall call, Next none) {
    CallContext context = call.context();
    String model = call.scanned().model();
    context.record().asks(context.operation().label(), model);
    if (call.scanned().stream()) {
      context.record().attribution().streams();
    }
    Optional<Route> found = upstreams.route(model);
    if (found.isEmpty()) {
      return Future.failedFuture(ErrorCode.MODEL_NOT_FOUND.toException());
    }
    Route route = found.get();
    if (route.isPattern()) {
      context.record().matched(route.model());
    }
    Route asked = route.within(call.targets());
    return translator.isNative(asked, context.operation())
        ? send(call, TranslatedRoute.untouched(asked))
        : translate(call, route, asked);
  }

  private Future<ModelResponse> translate(ModelCall call, Route route, Route asked) {
    return translator
        .translate(call, asked)
        .compose(
            translated -> {
              if (call.context().cancellation().isCancelled()) {
                return Future.failedFuture(ErrorCode.UNEXPECTED.toException());
              }
              // A large request takes a while, and the route may be another by now.
              return upstreams.route(call.scanned().model()).filter(route::equals).isPresent()
                  ? send(call, translated)
                  : handle(call, Routing::nobody);
            });
  }

  private static Future<ModelResponse> nobody(ModelCall call) {
    throw new IllegalStateException("this is the last stage");
  }

  private Future<ModelResponse> send(ModelCall call, TranslatedRoute route) {
    long beside = route.heldBeside(call.body().length());
    if (!route.sendsOriginal()) {
      call.body().release();
    }
    if (route.guessed()) {
      return Future.succeededFuture(CountFallback.of(call));
    }
    return upstreams
        .send(upstreamCall(call, route))
        .recover(failure -> CountFallback.orGuess(call, failure))
        .onSuccess(
            begun -> {
              release(call);
              route.release();
              call.context().exchange().holding().give(beside);
            });
  }

  private static UpstreamCall upstreamCall(ModelCall call, TranslatedRoute route) {
    CallContext context = call.context();
    return new UpstreamCall(
        route.route(),
        call.scanned().model(),
        LocalDate.now(ZoneOffset.UTC),
        context.operation(),
        query(context),
        call.headers(),
        new TargetPayloads(
            call, route.calls(), context.operation().response().events() == Events.CHUNKS),
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

  /** No attempt will need the body again. */
  private static void release(ModelCall call) {
    call.body().release();
    call.context().exchange().releaseBody();
  }
}
