package com.plurence.gateway.error;

import java.util.List;

/**
 * One way to fail, as the contract knows it: an id that never changes its meaning, a code, a fixed
 * text. The gateway's own are the constants of {@link ErrorCode}; extensions register theirs in the
 * ranges reserved for them.
 */
public interface ErrorKind {

  /** {@code DAT}, class ({@code 00}, {@code 02}, {@code 03}) and four digits; stable for ever. */
  String id();

  /** The message code, which also gives the HTTP status. */
  MessageCode messageCode();

  /** The HTTP status: that of the message code, but for health checks. */
  default int status() {
    return messageCode().status();
  }

  /** The fixed text; {@code %s} stands for a value that the client itself sent or may know. */
  String message();

  /** Whether the same request may succeed later: the value of {@code x-should-retry}. */
  boolean retryable();

  /** This failure as an exception, its text filled with {@code values}. */
  default GatewayException toException(Object... values) {
    return new GatewayException(this, message(values));
  }

  /** This failure with every violation found in the request; only for {@code VALIDATION_FAILED}. */
  default GatewayException toException(List<FieldError> details) {
    return new GatewayException(this, message()).withDetails(details);
  }

  private String message(Object... values) {
    return values.length == 0 ? message() : String.format(message(), values);
  }
}
