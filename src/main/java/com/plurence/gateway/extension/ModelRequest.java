package com.plurence.gateway.extension;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A valid request to a model, after authentication. Immutable.
 *
 * @param requestId the id that the client also reads
 * @param operation such as {@code chat}, {@code embeddings} or {@code speech}
 * @param model as the client names it
 * @param streamed whether an event stream is asked for
 * @param headers by name in lower case, several values joined by a comma; without credentials
 * @param body JSON; every call gives a copy
 */
public record ModelRequest(
    String requestId,
    String operation,
    Application caller,
    String model,
    boolean streamed,
    Map<String, String> headers,
    Buffer body) {
  public ModelRequest {
    headers = Map.copyOf(headers);
  }

  @Override
  public Buffer body() {
    return body.copy();
  }

  /** Without the body, which has no place in a log. */
  @Override
  public String toString() {
    return "ModelRequest[%s %s %s]".formatted(requestId, operation, model);
  }
}
