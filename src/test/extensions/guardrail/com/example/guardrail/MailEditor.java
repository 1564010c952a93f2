package com.example.guardrail;

import com.plurence.gateway.extension.StreamEditor;
import com.plurence.gateway.extension.StreamEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Redacts one stream. A word may arrive in several events, so the last word of each is held back
 * until it is clear where it ends: at most the longest address there can be.
 */
final class MailEditor implements StreamEditor {
  private static final int LONGEST = 345;

  private final UnaryOperator<String> redaction;
  private String held = "";
  private JsonObject last = new JsonObject();

  MailEditor(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  @Override
  public List<StreamEvent> edit(StreamEvent event) {
    JsonObject chunk = new JsonObject(event.data());
    JsonArray choices = chunk.getJsonArray("choices", new JsonArray());
    if (choices.isEmpty()) {
      return List.of(event);
    }
    JsonObject choice = choices.getJsonObject(0);
    JsonObject delta = choice.getJsonObject("delta", new JsonObject());
    if (delta.getValue("content") instanceof String content && !content.isEmpty()) {
      last = chunk;
      String text = held + content;
      int whole = text.length() - held(text);
      held = text.substring(whole);
      delta.put("content", redaction.apply(text.substring(0, whole)));
      return List.of(StreamEvent.of(chunk.encode()));
    }
    if (choice.getValue("finish_reason") != null) {
      List<StreamEvent> rest = new ArrayList<>(end());
      rest.add(event);
      return rest;
    }
    return List.of(event);
  }

  @Override
  public List<StreamEvent> end() {
    if (held.isEmpty()) {
      return List.of();
    }
    JsonObject chunk = last.copy();
    chunk
        .getJsonArray("choices")
        .getJsonObject(0)
        .getJsonObject("delta")
        .put("content", redaction.apply(held));
    held = "";
    return List.of(StreamEvent.of(chunk.encode()));
  }

  /** How many characters at the end may be the beginning of something longer. */
  private static int held(String text) {
    int from = text.length();
    while (from > 0 && !Character.isWhitespace(text.charAt(from - 1))) {
      from--;
    }
    int length = text.length() - from;
    return length > LONGEST ? 0 : length;
  }
}
