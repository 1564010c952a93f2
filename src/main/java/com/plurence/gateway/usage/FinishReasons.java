package com.plurence.gateway.usage;

import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import org.jspecify.annotations.Nullable;

/** Why responses end, in the words of usage records, whatever providers call it. */
public final class FinishReasons {
  private static final String OTHER = "other";

  private FinishReasons() {}

  /** Why the response to {@code request} ended; null: nobody said. */
  public static @Nullable String of(RequestRecord request) {
    if (request.lifecycle() == Lifecycle.CLIENT_LEFT) {
      return "client_disconnect";
    }
    if (request.error() != null || request.lifecycle() == Lifecycle.ABORTED) {
      return "error";
    }
    @Nullable String said = request.finishReason();
    return said == null || said.isEmpty() ? null : of(said);
  }

  private static String of(String said) {
    return switch (said) {
      case "stop", "end_turn", "stop_sequence", "STOP" -> "stop";
      case "max_tokens",
          "length",
          "max_output_tokens",
          "MAX_TOKENS",
          "model_context_window_exceeded" ->
          "max_tokens";
      case "tool_calls", "function_call", "tool_use" -> "tool_calls";
      case "content_filter",
          "refusal",
          "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "IMAGE_SAFETY" ->
          "content_filter";
      default -> OTHER;
    };
  }
}
