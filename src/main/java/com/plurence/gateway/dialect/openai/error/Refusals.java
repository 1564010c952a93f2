package com.plurence.gateway.dialect.openai.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.error.Refusal;
import com.plurence.gateway.dialect.error.RefusalWords;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** Reads bodies that are no responses: error objects, web pages, and whatever else there is. */
public final class Refusals {
  private Refusals() {}

  /** What {@code body}, of at most some ten thousand bytes, says. */
  public static Refusal read(Buffer body) {
    return ErrorBodies.read(body)
        .map(error -> new Refusal(Optional.of(error), false, error.clientMessage()))
        .orElseGet(() -> RefusalWords.read(body));
  }

  /** What a JSON value says that is known to be an error; without a word, if it has none. */
  public static ProviderError said(JsonNode error) {
    return ErrorBodies.read(error).orElse(ProviderError.UNKNOWN);
  }
}
