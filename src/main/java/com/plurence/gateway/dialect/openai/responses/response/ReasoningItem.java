package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.Seal;
import java.util.Optional;
import java.util.function.Consumer;

/** A thought, of which clients know the summary and what seals it. */
final class ReasoningItem implements OpenItem {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String COUNTER = "summary_index";

  private final ItemEvents events;
  private final StringBuilder thought = new StringBuilder();
  private Optional<Seal> seal = Optional.empty();

  /** Begins a thought, and says so. */
  ReasoningItem(ItemEvents events) {
    this.events = events;
    events.item("response.output_item.added", item());
  }

  private ObjectNode item() {
    ObjectNode item = JSON.objectNode().put("type", "reasoning").put("id", events.id());
    ArrayNode summary = item.putArray("summary");
    if (!thought.isEmpty()) {
      summary.add(part(thought.toString()));
    }
    seal.ifPresent(known -> item.put("encrypted_content", known.text()));
    return item;
  }

  private static ObjectNode part(String text) {
    return JSON.objectNode().put("type", "summary_text").put("text", text);
  }

  void add(String delta) {
    if (thought.isEmpty()) {
      event("part.added", event -> event.set("part", part("")));
    }
    thought.append(delta);
    event("text.delta", event -> event.put("delta", delta));
  }

  private void event(String what, Consumer<ObjectNode> members) {
    events.part("response.reasoning_summary_" + what, COUNTER, 0, members);
  }

  void seal(Seal known) {
    seal = Optional.of(known);
  }

  @Override
  public ObjectNode done(boolean cutOff) {
    if (!thought.isEmpty()) {
      String all = thought.toString();
      event("text.done", event -> event.put("text", all));
      event("part.done", event -> event.set("part", part(all)));
    }
    ObjectNode item = item();
    events.item("response.output_item.done", item);
    return item;
  }
}
