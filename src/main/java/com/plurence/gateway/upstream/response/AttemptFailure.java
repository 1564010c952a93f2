package com.plurence.gateway.upstream.response;

import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.Future;

/**
 * Carries a fault through a future: an outcome, so without a stack trace. Never leaves the upstream
 * packages.
 */
public final class AttemptFailure extends RuntimeException {
  private final transient UpstreamFault fault;

  public AttemptFailure(UpstreamFault fault) {
    super(fault.kind().name(), null, false, false);
    this.fault = fault;
  }

  public static AttemptFailure of(FaultKind kind) {
    return new AttemptFailure(UpstreamFault.of(kind));
  }

  /** There is no room for what comes, which is no fault of the target. */
  public static AttemptFailure withoutRoom(Holding holding) {
    return new AttemptFailure(new UpstreamFault(FaultKind.GATEWAY_OVERLOADED, holding.refusal()));
  }

  /** The same failure as it leaves this package: with what the client is told. */
  static <T> Future<T> forClient(Throwable failure) {
    return Future.failedFuture(
        failure instanceof AttemptFailure attempt ? attempt.fault.clientError() : failure);
  }

  public UpstreamFault fault() {
    return fault;
  }
}
