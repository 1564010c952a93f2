package com.plurence.gateway.demo.script;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * An error as OpenAI words it.
 *
 * @param code absent is {@code null} on the wire
 * @param param absent is {@code null} on the wire
 */
public record ErrorObject(
    String message, String type, Optional<String> param, Optional<String> code) {

  /** What OpenAI would say with this status. */
  public static ErrorObject of(int status) {
    return switch (status) {
      case 401 -> of("Incorrect API key provided.", "invalid_request_error", "invalid_api_key");
      case 404 -> of("The model does not exist.", "invalid_request_error", "model_not_found");
      case 429 -> of("Rate limit reached for requests.", "requests", "rate_limit_exceeded");
      default ->
          status < 500
              ? new ErrorObject(
                  "The request was rejected.",
                  "invalid_request_error",
                  Optional.empty(),
                  Optional.empty())
              : new ErrorObject(
                  "The server had an error while processing your request.",
                  "server_error",
                  Optional.empty(),
                  Optional.empty());
    };
  }

  /** An error of the request without a parameter. */
  public static ErrorObject of(String message, String type, String code) {
    return new ErrorObject(message, type, Optional.empty(), Optional.of(code));
  }

  /** An error of one parameter of the request. */
  public static ErrorObject invalid(String message, String param) {
    return new ErrorObject(
        message, "invalid_request_error", Optional.of(param), Optional.of("invalid_value"));
  }

  /** The JSON document {@code {"error": {...}}}. */
  public String encode() {
    JsonObject error =
        new JsonObject()
            .put("message", message)
            .put("type", type)
            .put("param", param.orElse(null))
            .put("code", code.orElse(null));
    return new JsonObject().put("error", error).encode();
  }
}
