package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt that failed.
 *
 * @param kind its row of the decision table
 * @param answer what the client is told, if no other attempt succeeds
 * @param askedWait how long the provider asks to be left alone
 */
public record UpstreamFault(FaultKind kind, GatewayException answer, Optional<Duration> askedWait) {

  /** The fault of which nothing more is known. */
  public static UpstreamFault of(FaultKind kind) {
    return new UpstreamFault(kind, kind.code().toException(), Optional.empty());
  }

  /** The fault whose text to the client quotes {@code reason}, which must be fit for a client. */
  static UpstreamFault quoting(FaultKind kind, String reason) {
    return new UpstreamFault(kind, kind.code().toException(reason), Optional.empty());
  }

  /** The fault that lies in these fields of the request. */
  static UpstreamFault naming(FaultKind kind, List<FieldError> fields) {
    return new UpstreamFault(kind, kind.code().toException(fields), Optional.empty());
  }

  /** Every target is open or cooling; the earliest can be asked again after {@code wait}. */
  public static UpstreamFault allUnavailable(Duration wait) {
    return new UpstreamFault(
        FaultKind.ALL_UNAVAILABLE,
        ErrorCode.NO_HEALTHY_TARGET.toException().withRetryAfter(wait),
        Optional.of(wait));
  }

  /** The same fault, with the wait that the provider asked for passed on to the client. */
  UpstreamFault withWait(Duration asked) {
    return new UpstreamFault(kind, answer.withRetryAfter(asked), Optional.of(asked));
  }
}
