package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * The events of one item.
 *
 * @param id of the item
 * @param index of the item in the response
 */
record ItemEvents(EventSink to, String id, int index) {

  /** The item begins, or is done. */
  void item(String type, ObjectNode item) {
    to.event(type, event -> event.put("output_index", index).set("item", item));
  }

  /** Something of the item itself. */
  void event(String type, Consumer<ObjectNode> members) {
    to.event(
        type,
        event -> {
          event.put("item_id", id).put("output_index", index);
          members.accept(event);
        });
  }

  /**
   * Something of a part of the item.
   *
   * @param counter the name of {@code part}'s number, such as {@code content_index}
   */
  void part(String type, String counter, int part, Consumer<ObjectNode> members) {
    event(
        type,
        event -> {
          event.put(counter, part);
          members.accept(event);
        });
  }
}
