package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Finish.Reason;
import java.util.Optional;

/** Why a response ends, as Anthropic says it. */
public final class StopReasons {
  private StopReasons() {}

  /**
   * What the members {@code stop_reason}, {@code stop_sequence} and {@code stop_details} say; empty
   * if there is no reason.
   */
  static Optional<Finish> finish(JsonNode message) {
    JsonNode said = message.path("stop_reason");
    if (!said.isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        new Finish(
            reason(said.textValue()),
            text(message.path("stop_sequence")),
            text(message.path("stop_details").path("explanation"))));
  }

  /** What the value of {@code stop_reason} means. */
  public static Reason reason(String said) {
    return switch (said) {
      case "end_turn", "stop_sequence" -> Reason.STOP;
      case "tool_use" -> Reason.CALLS;
      case "max_tokens", "model_context_window_exceeded", "pause_turn" -> Reason.LENGTH;
      case "refusal" -> Reason.FILTER;
      default -> Reason.UNKNOWN;
    };
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node.textValue()).filter(words -> !words.isEmpty());
  }
}
