package com.plurence.gateway.dialect.error;

/** Why a provider refuses or fails, as the code in its error object says it in its dialect. */
public enum ErrorReason {
  CREDENTIAL(401),
  FILTERED(400),
  TOO_LONG(400),
  MODEL(404),
  RATE(429),
  OVERLOADED(503),
  TIMED_OUT(504),
  TOO_LARGE(413),
  NOT_FOUND(404),
  FAILED(500),
  REQUEST(400);

  private final int status;

  ErrorReason(int status) {
    this.status = status;
  }

  /** The HTTP status that says the same. */
  public int status() {
    return status;
  }
}
