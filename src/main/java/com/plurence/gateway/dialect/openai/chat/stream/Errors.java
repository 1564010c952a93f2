package com.plurence.gateway.dialect.openai.chat.stream;

import com.fasterxml.jackson.databind.JsonNode;

/** Tells errors from chunks. */
final class Errors {
  private Errors() {}

  /**
   * Whether an event is an error, in any of the forms that servers have for it.
   *
   * @param inPlace whether it stands where a response would, so that a code and a message are one
   */
  static boolean isOne(JsonNode event, boolean inPlace) {
    return isSaid(event.path("error"))
        || event.path("object").asText("").equals("error")
        || (inPlace && event.hasNonNull("code") && event.path("message").isTextual());
  }

  /** Some servers send {@code "error": {}}, {@code null} or {@code false} with every chunk. */
  private static boolean isSaid(JsonNode error) {
    return switch (error.getNodeType()) {
      case OBJECT, ARRAY -> !error.isEmpty();
      case STRING -> !error.textValue().isEmpty();
      case BOOLEAN -> error.booleanValue();
      case NUMBER -> true;
      default -> false;
    };
  }
}
