package com.plurence.gateway.extension;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * What a model is asked. Immutable.
 *
 * @param path {@code /chat/completions} or {@code /embeddings}
 * @param model as the configuration of the target names it
 * @param headers that a provider gets, by name in lower case; without the caller's credentials
 * @param body JSON, as a provider of the OpenAI API gets it; every call gives a copy
 */
public record BackendRequest(String path, String model, Map<String, String> headers, Buffer body) {
  public BackendRequest {
    headers = Map.copyOf(headers);
  }

  @Override
  public Buffer body() {
    return body.copy();
  }

  /** Without headers and body, which have no place in a log. */
  @Override
  public String toString() {
    return "BackendRequest[%s %s]".formatted(path, model);
  }
}
