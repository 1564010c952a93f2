package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Takes the events in which items grow. */
@FunctionalInterface
interface EventSink {
  /** Takes none of them, for a response that is told as a whole. */
  EventSink NONE = (type, members) -> {};

  /**
   * Takes an event.
   *
   * @param members puts all members but the type and the number into it; called at once or never
   */
  void event(String type, Consumer<ObjectNode> members);
}
