package com.plurence.gateway.dialect.vocabulary.answer;

import java.util.Optional;

/**
 * Why a response ends.
 *
 * @param stopSequence the client's own that ended it, if the provider says which
 * @param explanation the provider's words for why it was filtered
 */
public record Finish(Reason reason, Optional<String> stopSequence, Optional<String> explanation) {

  /** A response that ends for {@code reason}, of which nothing more is known. */
  public static Finish of(Reason reason) {
    return new Finish(reason, Optional.empty(), Optional.empty());
  }

  /** Why. */
  public enum Reason {
    STOP("stop"),
    CALLS("tool_calls"),
    LENGTH("max_tokens"),
    FILTER("content_filter"),
    REFUSAL("content_filter"),
    /** A word that nobody knows: told to clients as {@link #FILTER}, for it is no ordinary stop. */
    UNKNOWN("other");

    private final String recorded;

    Reason(String recorded) {
      this.recorded = recorded;
    }

    /** The word under which it is written down. */
    public String recorded() {
      return recorded;
    }
  }
}
