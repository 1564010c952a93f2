package com.plurence.gateway.dialect.anthropic.client;

import java.util.Set;

/** Where content blocks stand, which decides what they may be. */
enum Place {
  USER,
  ASSISTANT,
  SYSTEM,
  /** Inside of what a tool has said. */
  RESULT;

  private static final Set<String> TO_READ = Set.of("text", "image", "document", "search_result");
  private static final Set<String> OF_ASSISTANT =
      Set.of("text", "tool_use", "thinking", "redacted_thinking");

  /** Whether blocks of this type may stand there, and another dialect can say them. */
  boolean takes(String type) {
    return switch (this) {
      case USER -> type.equals("tool_result") || TO_READ.contains(type);
      case ASSISTANT -> OF_ASSISTANT.contains(type);
      case SYSTEM -> type.equals("text");
      case RESULT -> TO_READ.contains(type);
    };
  }
}
