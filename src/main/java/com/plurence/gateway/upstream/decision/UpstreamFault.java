package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One attempt that failed.
 *
 * @param kind its row of the decision table
 * @param clientError what the client is told, if no other attempt succeeds
 * @param askedWait how long the provider asks to be left alone
 * @param unrepeatable whether the provider asks not to be sent this request again
 * @param said what the provider said, cleaned and of at most 512 characters; may be empty
 */
public record UpstreamFault(
    FaultKind kind,
    GatewayException clientError,
    Optional<Duration> askedWait,
    boolean unrepeatable,
    String said) {

  /** A fault of the gateway itself, with what the client is told of it. */
  public UpstreamFault(FaultKind kind, GatewayException clientError) {
    this(kind, clientError, Optional.empty(), false, "");
  }

  /** The fault of which nothing more is known. */
  public static UpstreamFault of(FaultKind kind) {
    return new UpstreamFault(kind, kind.code().toException());
  }

  /** The fault whose text to the client quotes {@code reason}, which must be fit for a client. */
  static UpstreamFault quoting(FaultKind kind, String reason) {
    return new UpstreamFault(kind, kind.code().toException(reason));
  }

  /** The fault that lies in these fields of the request. */
  static UpstreamFault naming(FaultKind kind, List<FieldError> fields) {
    return new UpstreamFault(kind, kind.code().toException(fields));
  }

  /**
   * Nobody may be asked.
   *
   * @param reason why none of the targets may be, where that is the same for all; else {@link
   *     FaultKind#ALL_UNAVAILABLE}
   * @param wait until the earliest can be asked again
   */
  public static UpstreamFault unavailable(FaultKind reason, Duration wait) {
    return of(reason).withWait(wait);
  }

  /** The same fault, with the wait that the provider asked for passed on to the client. */
  UpstreamFault withWait(Duration asked) {
    return new UpstreamFault(
        kind, clientError.withRetryAfter(asked), Optional.of(asked), unrepeatable, said);
  }

  /** The same fault, telling the client to wait although the provider did not ask for it. */
  UpstreamFault telling(Duration wait) {
    return new UpstreamFault(kind, clientError.withRetryAfter(wait), askedWait, unrepeatable, said);
  }

  /** The same fault, of which the provider says that the same request will fail again. */
  UpstreamFault asUnrepeatable() {
    return new UpstreamFault(kind, clientError.withShouldRetry(false), askedWait, true, said);
  }

  /**
   * The same fault with what the provider said.
   *
   * @param text cleaned for clients
   */
  public UpstreamFault saying(String text) {
    return new UpstreamFault(kind, clientError, askedWait, unrepeatable, text);
  }
}
