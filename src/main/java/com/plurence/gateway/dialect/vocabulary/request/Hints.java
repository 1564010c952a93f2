package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * What changes cost or taste and can only be said in one dialect or two, such as {@code verbosity}:
 * each provider's writer takes what its dialect knows and names the rest as dropped.
 *
 * @param fields by the name that the OpenAI API has for them in a chat, such as {@code
 *     prompt_cache_key}, {@code service_tier}, {@code verbosity}
 */
public record Hints(Map<String, RequestField<JsonNode>> fields) {
  /** None. */
  public static final Hints NONE = new Hints(Map.of());

  /** Copies the fields. */
  public Hints {
    fields = Map.copyOf(fields);
  }
}
