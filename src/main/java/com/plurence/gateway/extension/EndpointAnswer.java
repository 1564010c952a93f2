package com.plurence.gateway.extension;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;

/**
 * What an endpoint of an extension answers; errors are failures, never answers.
 *
 * @param status 200 to 299
 * @param headers besides those that the gateway writes
 * @param body empty for a status of 204
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
    Objects.requireNonNull(body, "body");
    if (status == 204 && body.length() > 0) {
      throw new IllegalArgumentException("an answer of 204 has no body");
    }
  }

  /** A JSON answer. */
  public static EndpointAnswer json(JsonObject body) {
    return new EndpointAnswer(200, "application/json", Map.of(), body.toBuffer());
  }

  /** That it is done, and there is nothing to say: 204. */
  public static EndpointAnswer done() {
    return new EndpointAnswer(204, "application/json", Map.of(), Buffer.buffer());
  }
}
