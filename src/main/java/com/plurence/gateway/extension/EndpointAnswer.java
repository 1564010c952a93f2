package com.plurence.gateway.extension;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What an endpoint of an extension answers; errors are failures, never answers.
 *
 * @param status 200 to 299
 * @param headers besides those that the gateway writes
 */
public record EndpointAnswer(
    int status, String contentType, Map<String, String> headers, Buffer body) {
  public EndpointAnswer {
    if (status < 200 || status > 299) {
      throw new IllegalArgumentException("status must be 200 to 299, was " + status);
    }
    headers = Map.copyOf(headers);
    HeaderText.check("content-type", contentType);
    headers.forEach(HeaderText::check);
  }

  /** A JSON answer. */
  public static EndpointAnswer json(JsonObject body) {
    return new EndpointAnswer(200, "application/json", Map.of(), body.toBuffer());
  }
}
