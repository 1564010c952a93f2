package com.plurence.gateway.dialect.openai.chat.request;

import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.Locale;

/** The words of this dialect for what can be chosen. */
final class ChatWords {
  private ChatWords() {}

  static String of(Effort effort) {
    return effort.name().toLowerCase(Locale.ROOT);
  }

  static String of(ToolChoice.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
