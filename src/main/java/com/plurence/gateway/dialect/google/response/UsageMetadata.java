package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;

/** The tokens that a response or event tells of. */
public final class UsageMetadata {
  /** No response takes so many; the sum of a few such numbers is still one. */
  private static final long MOST = 1L << 48;

  private UsageMetadata() {}

  /** Those of {@code response}; empty if it tells of none. */
  static Optional<Usage> of(JsonNode response) {
    JsonNode told = response.path("usageMetadata");
    return told.isObject() && !told.isEmpty()
        ? Optional.of(
            usage(
                tokens(told, "promptTokenCount"),
                tokens(told, "cachedContentTokenCount"),
                tokens(told, "toolUsePromptTokenCount"),
                tokens(told, "candidatesTokenCount"),
                tokens(told, "thoughtsTokenCount")))
        : Optional.empty();
  }

  /** Those of the input alone, where no output has any; empty if there are none. */
  public static Optional<Long> promptTokens(JsonNode response) {
    return Optional.of(tokens(response.path("usageMetadata"), "promptTokenCount"))
        .filter(tokens -> tokens > 0);
  }

  /** What Google calls the prompt has what was cached, and has not what its own tools added. */
  static Usage usage(long prompt, long cached, long toolUse, long candidates, long thoughts) {
    long read = Math.min(cached, prompt);
    return new Usage(prompt - read + toolUse, read, 0, candidates, thoughts, read == cached);
  }

  private static long tokens(JsonNode told, String name) {
    JsonNode tokens = told.path(name);
    return tokens.isNumber() && tokens.canConvertToLong() ? bounded(tokens.longValue()) : 0;
  }

  static long bounded(long tokens) {
    return Math.max(0, Math.min(MOST, tokens));
  }
}
