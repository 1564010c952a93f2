package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.inference.Next;
import com.plurence.gateway.inference.Stage;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.admission.ExpectedTokens;
import com.plurence.gateway.limit.admission.RequestLimits;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a call pass to models if its limits allow it, from where on it is accounted for. A call
 * without limits costs next to nothing here, and one to an unknown model takes nothing.
 */
public final class Limiting implements Stage {
  private final RequestLimits all;
  private final Function<String, Optional<Route>> routes;

  /**
   * @param all limits, on this event loop
   * @param routes where a model leads at the moment
   */
  public Limiting(RequestLimits all, Function<String, Optional<Route>> routes) {
    this.all = all;
    this.routes = routes;
  }

  @Override
  public Future<ModelResponse> handle(ModelCall call, Next next) {
    CallContext context = call.context();
    String model = call.scanned().model();
    Optional<Route> route = routes.apply(model);
    if (route.isEmpty()) {
      return next.handle(call);
    }
    long input = all.estimates().input(model, call.scanned().inputSize());
    LimitSet limits = all.of(context.caller(), model);
    if (limits.isEmpty()) {
      pass(call, input);
      return next.handle(call);
    }
    Route allowed = route.get().within(call.targets());
    ExpectedTokens expected =
        ExpectedTokens.of(
            all.estimates(),
            all.reserveOf(context.caller()),
            context.caller().projectId(),
            context.operation(),
            call.scanned(),
            input,
            allowed);
    return new LimitedCall(all, call, limits, expected)
        .admit(allowed)
        .compose(
            passed -> {
              pass(passed, input);
              return next.handle(passed);
            });
  }

  /** From here on it is accounted for. */
  private void pass(ModelCall call, long input) {
    RequestRecord record = call.context().record();
    record.pass(input);
    record.ledger().expectTokens(all.estimates().perThousandBytes(call.scanned().model()));
  }
}
