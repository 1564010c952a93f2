package com.plurence.gateway.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that is a response: it carries its place in the catalogue and no stack trace.
 * Immutable; safe on any thread. Every other exception that reaches the edge is a bug and is
 * answered as {@link ErrorCode#UNEXPECTED}.
 */
public final class GatewayException extends RuntimeException {
  private static final int MOST_DETAILS = 50;

  private final transient ErrorKind kind;
  private final transient List<FieldError> details;
  private final transient @Nullable Duration retryAfter;
  private final transient @Nullable Boolean shouldRetry;

  /** A failure of {@code kind} that tells the client {@code message}. */
  public GatewayException(ErrorKind kind, String message) {
    this(kind, message, List.of(), null, null);
  }

  private GatewayException(
      ErrorKind kind,
      String message,
      List<FieldError> details,
      @Nullable Duration retryAfter,
      @Nullable Boolean shouldRetry) {
    super(message, null, false, false);
    this.kind = kind;
    this.details =
        details.size() > MOST_DETAILS
            ? List.copyOf(details.subList(0, MOST_DETAILS))
            : List.copyOf(details);
    this.retryAfter = retryAfter;
    this.shouldRetry = shouldRetry;
  }

  /** The text that the client reads. */
  public String clientMessage() {
    return String.valueOf(getMessage());
  }

  /** The place in the catalogue. */
  public ErrorKind kind() {
    return kind;
  }

  /** Every violation found, at most fifty; empty unless the code is {@code VALIDATION_FAILED}. */
  public List<FieldError> details() {
    return details;
  }

  /** How long the client should wait, where that is known. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** Whether a client should send the same request again. */
  public boolean shouldRetry() {
    return shouldRetry == null ? kind.retryable() : shouldRetry;
  }

  /** The same failure with the violations that explain it. */
  public GatewayException withDetails(List<FieldError> violations) {
    return new GatewayException(kind, clientMessage(), violations, retryAfter, shouldRetry);
  }

  /** The same failure, telling the client how long to wait. */
  public GatewayException withRetryAfter(Duration wait) {
    return new GatewayException(kind, clientMessage(), details, wait, shouldRetry);
  }

  /** The same failure, telling the client whether to try again whatever its kind says. */
  public GatewayException withShouldRetry(boolean retry) {
    return new GatewayException(kind, clientMessage(), details, retryAfter, retry);
  }
}
