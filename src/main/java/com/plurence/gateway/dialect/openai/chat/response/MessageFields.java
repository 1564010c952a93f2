package com.plurence.gateway.dialect.openai.chat.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;

/** The fields that a whole message and the delta of a chunk have in common. */
public final class MessageFields {
  private MessageFields() {}

  /**
   * A text; empty if there is none. Some servers have parts in its place, of which those count that
   * are text.
   *
   * @throws MalformedAnswer if it is something else
   */
  public static String text(JsonNode message, String member) throws MalformedAnswer {
    JsonNode value = message.path(member);
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isArray()) {
      StringBuilder text = new StringBuilder();
      value.forEach(part -> text.append(part.path("text").asText("")));
      return text.toString();
    }
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    throw new MalformedAnswer(member + " is no text");
  }

  /** What the model thought, under either of the names that servers have for it. */
  public static String thought(JsonNode message) {
    String usual = message.path("reasoning_content").asText("");
    JsonNode other = message.path("reasoning");
    return usual.isEmpty() && other.isTextual() ? other.textValue() : usual;
  }

  /**
   * A list, which may be missing.
   *
   * @throws MalformedAnswer if it is something else
   */
  public static JsonNode list(JsonNode message, String member) throws MalformedAnswer {
    JsonNode value = message.path(member);
    if (!value.isArray() && !value.isNull() && !value.isMissingNode()) {
      throw new MalformedAnswer(member + " is no list");
    }
    return value;
  }

  /**
   * The arguments of a call as JSON text; empty if there are none. Some servers have the object
   * itself.
   */
  public static String arguments(JsonNode function) {
    JsonNode value = function.path("arguments");
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
