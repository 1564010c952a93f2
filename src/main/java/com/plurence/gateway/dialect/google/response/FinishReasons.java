package com.plurence.gateway.dialect.google.response;

import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Finish.Reason;
import java.util.Optional;
import java.util.Set;

/** Why Google ends a response. */
final class FinishReasons {
  /** The model tried to call a tool and did not manage to; asked again it may. */
  private static final Set<String> GARBLED =
      Set.of(
          "MALFORMED_FUNCTION_CALL",
          "UNEXPECTED_TOOL_CALL",
          "TOO_MANY_TOOL_CALLS",
          "MALFORMED_RESPONSE",
          "MISSING_THOUGHT_SIGNATURE");

  private FinishReasons() {}

  /** Whether the response is none, as the model garbled it. */
  static boolean isGarbled(String reason) {
    return GARBLED.contains(reason);
  }

  /** What {@code reason} means in a response with or without calls. */
  static Reason of(String reason, boolean calls) {
    return switch (reason) {
      case "STOP" -> calls ? Reason.CALLS : Reason.STOP;
      case "MAX_TOKENS", "CONTINUATION" -> Reason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "LANGUAGE",
          "OTHER",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "MODEL_ARMOR",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "IMAGE_OTHER",
          "NO_IMAGE" ->
          Reason.FILTER;
      default -> Reason.UNKNOWN;
    };
  }

  /**
   * The end of a response.
   *
   * @param silent whether it has neither words nor calls, so that the client wants to know why
   * @param message what Google says about the reason
   */
  static Finish finish(String reason, boolean calls, boolean silent, Optional<String> message) {
    Reason meant = of(reason, calls);
    boolean filtered = meant == Reason.FILTER || meant == Reason.UNKNOWN;
    return new Finish(
        meant,
        Optional.empty(),
        filtered && silent ? Optional.of(message.orElse(reason)) : Optional.empty());
  }

  /** The end of a response to a prompt that was blocked. */
  static Finish blocked(String explanation) {
    return new Finish(Reason.FILTER, Optional.empty(), Optional.of(explanation));
  }
}
