package com.plurence.gateway.inference.stage;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.inference.CallContext;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Refusal;
import com.plurence.gateway.limit.Unit;
import com.plurence.gateway.limit.admission.AdmittedRequest;
import com.plurence.gateway.limit.admission.DecisionListener;
import com.plurence.gateway.limit.admission.ExpectedTokens;
import com.plurence.gateway.limit.admission.PricedRoute;
import com.plurence.gateway.limit.admission.RefusedRequests;
import com.plurence.gateway.limit.admission.RequestLimits;
import com.plurence.gateway.limit.admission.SdkHeaders;
import com.plurence.gateway.record.RefusedBy;
import io.vertx.core.Future;
import java.util.Optional;

/** One call that has limits, until they let it pass or not. Of one event loop. */
final class LimitedCall {
  private final RequestLimits all;
  private final ModelCall call;
  private final CallContext context;
  private final Exchange exchange;
  private final LimitSet limits;
  private final ExpectedTokens expected;
  private final long began = System.nanoTime();

  /**
   * @param limits of the call, at least one
   * @param expected to be used by it
   */
  LimitedCall(RequestLimits all, ModelCall call, LimitSet limits, ExpectedTokens expected) {
    this.all = all;
    this.call = call;
    this.context = call.context();
    this.exchange = context.exchange();
    this.limits = limits;
    this.expected = expected;
  }

  /**
   * Asks all limits.
   *
   * @param route that the call may take
   * @return the call, perhaps for fewer targets; fails with what the client is to be told
   */
  Future<ModelCall> admit(Route route) {
    Optional<Bound> tooSmall = RefusedRequests.tooSmall(limits, expected);
    if (tooSmall.isPresent()) {
      return refuse(tooSmall.get(), RefusedRequests.tooLarge(tooSmall.get(), expected));
    }
    if (!PricedRoute.isMoney(limits) || context.operation() == Operation.COUNT_TOKENS) {
      return ask(PricedRoute.unlimited(expected), true);
    }
    PricedRoute priced = PricedRoute.of(route, call.scanned().model(), all.today(), expected);
    return priced.isEmpty()
        ? Future.failedFuture(ErrorCode.MODEL_WITHOUT_PRICE.toException())
        : ask(priced, false);
  }

  /**
   * @param last whether a refusal counts although other targets may cost less
   */
  private Future<ModelCall> ask(PricedRoute route, boolean last) {
    return all.admit(limits, route.amounts())
        .onFailure(nobody -> all.decided(DecisionListener.UNAVAILABLE, null, began))
        .compose(
            decision ->
                decision instanceof Admission.Refused refused
                    ? refused(refused, route, last)
                    : admitted((Admission.Admitted) decision, route));
  }

  private Future<ModelCall> admitted(Admission.Admitted decision, PricedRoute route) {
    all.decided(DecisionListener.ADMITTED, null, began);
    exchange.onSettlement(
        new AdmittedRequest(
            all,
            decision.reservation(),
            context.operation(),
            call.scanned(),
            context.caller().projectId()));
    if (!exchange.isOpen()) {
      // Nobody waits for a response any more.
      return Future.failedFuture(ErrorCode.UNEXPECTED.toException());
    }
    tell(decision);
    return Future.succeededFuture(route.targets().map(call::withTargets).orElse(call));
  }

  private Future<ModelCall> refused(Admission.Refused decision, PricedRoute route, boolean last) {
    if (!last && isAboutMoney(decision)) {
      PricedRoute payable = route.within(decision.standings());
      if (!payable.isEmpty() && payable.isNarrowerThan(route)) {
        return ask(payable, true);
      }
    }
    tell(decision);
    Refusal first = RefusedRequests.first(decision);
    return refuse(first.bound(), RefusedRequests.exception(first));
  }

  private static boolean isAboutMoney(Admission.Refused decision) {
    return decision.refusals().stream()
        .allMatch(refusal -> refusal.bound().dimension().unit() == Unit.NANO_USD);
  }

  private Future<ModelCall> refuse(Bound by, GatewayException failure) {
    RefusedBy limit = new RefusedBy(by.scope().kind().label(), by.dimension().label());
    context.record().asks(context.operation().label(), call.scanned().model());
    context.record().refused(limit);
    all.decided(DecisionListener.REFUSED, limit, began);
    return Future.failedFuture(failure);
  }

  private void tell(Admission decision) {
    SdkHeaders sdk =
        context.operation() == Operation.MESSAGES || context.operation() == Operation.COUNT_TOKENS
            ? SdkHeaders.ANTHROPIC
            : SdkHeaders.OPENAI;
    all.tell(exchange.request().response(), limits, decision, sdk);
  }
}
