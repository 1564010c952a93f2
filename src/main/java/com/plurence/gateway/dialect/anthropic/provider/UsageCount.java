package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;

/**
 * What Anthropic says of the tokens of one response. In a stream it counts on: a later number takes
 * the place of an earlier one, and what is null says nothing.
 */
final class UsageCount {
  private boolean reported;
  private long input;
  private long cacheRead;
  private long cacheWrite;
  private long output;
  private long thinking;

  /** Takes what {@code usage} says, which may be anything. */
  void add(JsonNode usage) {
    input = number(usage.path("input_tokens"), input);
    cacheRead = number(usage.path("cache_read_input_tokens"), cacheRead);
    cacheWrite = number(usage.path("cache_creation_input_tokens"), cacheWrite);
    output = number(usage.path("output_tokens"), output);
    thinking = number(usage.path("output_tokens_details").path("thinking_tokens"), thinking);
  }

  private long number(JsonNode node, long known) {
    if (!node.isNumber() || !node.canConvertToLong()) {
      return known;
    }
    reported = true;
    return Math.max(0, node.longValue());
  }

  /** What has been said so far; empty if nothing was. */
  Optional<Usage> usage() {
    return reported
        ? Optional.of(
            new Usage(
                input,
                cacheRead,
                cacheWrite,
                output - thinking,
                Math.min(thinking, output),
                thinking <= output))
        : Optional.empty();
  }
}
