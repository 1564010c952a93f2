package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The arguments of a call between dialects that have them as JSON text and those that have an
 * object. Models are cut off in the middle, and text that is no object must not make a conversation
 * impossible for ever, so it is kept as it is in a member of its own.
 */
public final class CallArguments {
  private static final String RAW = "_raw";

  private CallArguments() {}

  /** The object in {@code text}; an empty one if there are no words, or the word {@code null}. */
  public static ObjectNode of(String text) {
    if (text.isBlank()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try {
      JsonNode value = TranslationJson.read(text);
      if (value instanceof ObjectNode object) {
        return object;
      }
      return value.isNull() ? JsonNodeFactory.instance.objectNode() : raw(text);
    } catch (MalformedAnswer noJson) {
      return raw(text);
    }
  }

  private static ObjectNode raw(String text) {
    return JsonNodeFactory.instance.objectNode().put(RAW, text);
  }

  /** The JSON text of {@code arguments}, or the text that was no object. */
  public static String text(ObjectNode arguments) {
    JsonNode raw = arguments.path(RAW);
    return arguments.size() == 1 && raw.isTextual()
        ? raw.textValue()
        : TranslationJson.text(arguments);
  }
}
