package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.dialect.translation.TranslationJson;
import io.vertx.core.buffer.Buffer;

/** The count of a request's tokens as clients get it, who ask in one dialect alone. */
public final class TokenCounts {
  /** The member that is named when the gateway has guessed. */
  public static final String GUESSED = "input_tokens";

  private TokenCounts() {}

  /** The document that tells {@code tokens}. */
  public static Buffer document(long tokens) {
    return Buffer.buffer(
        TranslationJson.write(JsonNodeFactory.instance.objectNode().put(GUESSED, tokens)));
  }
}
