package com.plurence.gateway.dialect.openai.chat.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;

/** The field {@code usage}, in which what is cached and what is thought is part of the totals. */
public final class UsageFields {
  private static final String PROMPT = "prompt_tokens";
  private static final String COMPLETION = "completion_tokens";

  private UsageFields() {}

  /** What {@code usage} tells; empty if it tells nothing. */
  public static Optional<Usage> read(JsonNode usage) {
    if (!usage.path(PROMPT).isNumber() && !usage.path(COMPLETION).isNumber()) {
      return Optional.empty();
    }
    JsonNode input = usage.path("prompt_tokens_details");
    long read = count(input, "cached_tokens");
    long write = count(input, "cache_write_tokens");
    long reasoning = count(usage.path("completion_tokens_details"), "reasoning_tokens");
    return Optional.of(
        Usage.ofWholes(count(usage, PROMPT), read, write, count(usage, COMPLETION), reasoning));
  }

  /** Nobody counts so far that a sum could run over. */
  private static long count(JsonNode in, String member) {
    JsonNode number = in.path(member);
    return number.isNumber() && number.canConvertToInt() ? Math.max(0, number.longValue()) : 0;
  }

  /** The field for {@code usage}. */
  public static ObjectNode write(Usage usage) {
    ObjectNode written =
        JsonNodeFactory.instance
            .objectNode()
            .put(PROMPT, usage.allInput())
            .put(COMPLETION, usage.allOutput())
            .put("total_tokens", usage.allInput() + usage.allOutput());
    written
        .putObject("prompt_tokens_details")
        .put("cached_tokens", usage.cacheRead())
        .put("cache_write_tokens", usage.cacheWrite());
    written.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoning());
    return written;
  }
}
