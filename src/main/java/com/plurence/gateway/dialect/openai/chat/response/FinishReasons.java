package com.plurence.gateway.dialect.openai.chat.response;

import com.plurence.gateway.dialect.vocabulary.answer.Finish;
import com.plurence.gateway.dialect.vocabulary.answer.Finish.Reason;

/** The words of {@code finish_reason}. */
public final class FinishReasons {
  private FinishReasons() {}

  /**
   * What a provider means.
   *
   * @param word empty if it gives no reason
   * @param calls whether the response calls tools, of which some servers say that it just stops
   * @param refused whether the response has words of a refusal
   */
  public static Finish read(String word, boolean calls, boolean refused) {
    return Finish.of(
        switch (word) {
          case "length" -> Reason.LENGTH;
          case "content_filter" -> Reason.FILTER;
          default -> refused ? Reason.REFUSAL : calls ? Reason.CALLS : alone(word);
        });
  }

  private static Reason alone(String word) {
    return switch (word) {
      case "", "stop" -> Reason.STOP;
      case "tool_calls" -> Reason.CALLS;
      default -> Reason.UNKNOWN;
    };
  }

  /** The word for {@code reason}. */
  public static String write(Reason reason) {
    return switch (reason) {
      case STOP -> "stop";
      case CALLS -> "tool_calls";
      case LENGTH -> "length";
      case FILTER, REFUSAL, UNKNOWN -> "content_filter";
    };
  }

  /** Whether the response came to an end that needs no explanation. */
  public static boolean isOrdinary(Finish finish) {
    return switch (finish.reason()) {
      case STOP, CALLS, LENGTH -> true;
      case FILTER, REFUSAL, UNKNOWN -> false;
    };
  }
}
