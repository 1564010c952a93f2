package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.plurence.gateway.dialect.vocabulary.request.Hints;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What changes cost or taste, and is understood by servers of the OpenAI API alone. */
final class HintsReader {
  private static final List<String> SAME_NAME =
      List.of("prompt_cache_key", "prompt_cache_retention", "prompt_cache_options");

  /** Tiers that are served without being asked for. */
  private static final Set<String> USUAL_TIERS = Set.of("auto", "default");

  private HintsReader() {}

  static Hints hints(RequestObject request, Optional<RequestField<String>> verbosity) {
    Map<String, RequestField<JsonNode>> hints = new LinkedHashMap<>();
    for (String name : SAME_NAME) {
      request.any(name).ifPresent(found -> hints.put(name, found));
    }
    request
        .string("service_tier")
        .filter(found -> !USUAL_TIERS.contains(found.value()))
        .ifPresent(found -> hints.put("service_tier", json(found)));
    verbosity.ifPresent(found -> hints.put("verbosity", json(found)));
    return new Hints(hints);
  }

  private static RequestField<JsonNode> json(RequestField<String> field) {
    return new RequestField<>(field.path(), new TextNode(field.value()));
  }
}
