package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A message: words, and words of a refusal, in parts of their own. */
final class MessageItem implements OpenItem {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String COUNTER = "content_index";

  /** What a part can be. */
  enum Kind {
    TEXT("output_text", "text"),
    REFUSAL("refusal", "refusal");

    private final String type;
    private final String member;

    Kind(String type, String member) {
      this.type = type;
      this.member = member;
    }

    private String event(String what) {
      return "response." + type + "." + what;
    }

    private ObjectNode part(String words) {
      ObjectNode part = JSON.objectNode().put("type", type).put(member, words);
      if (this == TEXT) {
        part.putArray("annotations");
        part.putArray("logprobs");
      }
      return part;
    }
  }

  private final ItemEvents events;
  private final ArrayNode parts = JSON.arrayNode();
  private final StringBuilder words = new StringBuilder();
  private @Nullable Kind open;

  /** Begins a message, and says so. */
  MessageItem(ItemEvents events) {
    this.events = events;
    events.item("response.output_item.added", item("in_progress"));
  }

  private ObjectNode item(String status) {
    ObjectNode item = JSON.objectNode().put("type", "message").put("id", events.id());
    item.put("role", "assistant").put("status", status).set("content", parts);
    return item;
  }

  void add(Kind kind, String delta) {
    if (open != kind) {
      endPart();
      open = kind;
      events.part(
          "response.content_part.added",
          COUNTER,
          parts.size(),
          event -> event.set("part", kind.part("")));
    }
    words.append(delta);
    events.part(
        kind.event("delta"),
        COUNTER,
        parts.size(),
        event -> {
          event.put("delta", delta);
          addLogprobs(kind, event);
        });
  }

  /** A member that SDKs have only for words that are no refusal. */
  private static void addLogprobs(Kind kind, ObjectNode event) {
    if (kind == Kind.TEXT) {
      event.putArray("logprobs");
    }
  }

  private void endPart() {
    if (open == null) {
      return;
    }
    Kind kind = open;
    String all = words.toString();
    words.setLength(0);
    open = null;
    events.part(
        kind.event("done"),
        COUNTER,
        parts.size(),
        event -> {
          event.put(kind.member, all);
          addLogprobs(kind, event);
        });
    ObjectNode part = kind.part(all);
    events.part(
        "response.content_part.done", COUNTER, parts.size(), event -> event.set("part", part));
    parts.add(part);
  }

  @Override
  public ObjectNode done(boolean cutOff) {
    endPart();
    ObjectNode item = item(cutOff ? "incomplete" : "completed");
    events.item("response.output_item.done", item);
    return item;
  }
}
