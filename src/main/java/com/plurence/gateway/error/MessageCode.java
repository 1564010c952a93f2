package com.plurence.gateway.error;

/** The eleven message codes of the contract, each bound to its one HTTP status. */
public enum MessageCode {
  INTERNAL(500, "server_error"),
  UNAUTHORIZED(401, "authentication_error"),
  FORBIDDEN(403, "permission_error"),
  VALIDATION_FAILED(400, "invalid_request_error"),
  BAD_REQUEST(400, "invalid_request_error"),
  ENTITY_REQUIRED(400, "invalid_request_error"),
  NOT_FOUND(404, "invalid_request_error"),
  ROUTE_NOT_FOUND(404, "invalid_request_error"),
  METHOD_NOT_ALLOWED(405, "invalid_request_error"),
  CONFLICT(409, "invalid_request_error"),
  RATE_LIMITED(429, "rate_limit_error");

  private final int status;
  private final String sdkType;

  MessageCode(int status, String sdkType) {
    this.status = status;
    this.sdkType = sdkType;
  }

  /** The HTTP status that always goes with this code. */
  public int status() {
    return status;
  }

  /** The {@code error.type} that SDKs of the OpenAI API know for this code. */
  public String sdkType() {
    return sdkType;
  }
}
