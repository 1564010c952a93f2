package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.script.ErrorObject;
import io.vertx.core.json.JsonObject;

/** Errors in the words of each dialect, by the status with which they come. */
final class DialectErrors {
  private static final int STREAMED = 500;

  private DialectErrors() {}

  /** As Anthropic words it. */
  static JsonObject anthropic(int status, ErrorObject error) {
    return new JsonObject()
        .put("type", "error")
        .put(
            "error",
            new JsonObject()
                .put("type", type(status, error, anthropicType(status)))
                .put("message", error.message()))
        .put("request_id", "req_demo");
  }

  private static String anthropicType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 409 -> "conflict_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 503, 529 -> "overloaded_error";
      default -> status < STREAMED ? "invalid_request_error" : "api_error";
    };
  }

  /** As Google words it. */
  static JsonObject google(int status, ErrorObject error) {
    return new JsonObject()
        .put(
            "error",
            new JsonObject()
                .put("code", status)
                .put("message", error.message())
                .put("status", type(status, error, googleStatus(status))));
  }

  private static String googleStatus(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status < STREAMED ? "INVALID_ARGUMENT" : "INTERNAL";
    };
  }

  /** What a script says, else what the dialect says with this status. */
  private static String type(int status, ErrorObject error, String usual) {
    return error.type().equals(ErrorObject.of(status).type()) ? usual : error.type();
  }
}
