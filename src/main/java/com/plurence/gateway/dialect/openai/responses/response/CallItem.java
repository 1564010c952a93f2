package com.plurence.gateway.dialect.openai.responses.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.CallArguments;

/**
 * A call of a tool. The arguments of a function are passed on as they come; the one text of a
 * free-form tool stands inside of JSON, so it is told when that is whole.
 */
final class CallItem implements OpenItem {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String INPUT = "input";

  private final ItemEvents events;
  private final String callId;
  private final String name;
  private final boolean freeForm;
  private final StringBuilder arguments = new StringBuilder();

  /**
   * Begins a call, and says so.
   *
   * @param name by which the client knows the tool
   */
  CallItem(ItemEvents events, String callId, String name, boolean freeForm) {
    this.events = events;
    this.callId = callId;
    this.name = name;
    this.freeForm = freeForm;
    events.item("response.output_item.added", item("", "in_progress"));
  }

  private ObjectNode item(String text, String status) {
    ObjectNode item = JSON.objectNode();
    item.put("type", freeForm ? "custom_tool_call" : "function_call").put("id", events.id());
    item.put("call_id", callId).put("name", name);
    return freeForm ? item.put(INPUT, text) : item.put("arguments", text).put("status", status);
  }

  void add(String delta) {
    arguments.append(delta);
    if (!freeForm) {
      delta(delta);
    }
  }

  private void delta(String delta) {
    events.event(
        freeForm
            ? "response.custom_tool_call_input.delta"
            : "response.function_call_arguments.delta",
        event -> event.put("delta", delta));
  }

  @Override
  public ObjectNode done(boolean cutOff) {
    String text = freeForm ? input(arguments.toString()) : functionArguments();
    if (freeForm) {
      if (!text.isEmpty()) {
        delta(text);
      }
      events.event("response.custom_tool_call_input.done", event -> event.put(INPUT, text));
    } else {
      events.event(
          "response.function_call_arguments.done",
          event -> event.put("name", name).put("arguments", text));
    }
    ObjectNode item = item(text, cutOff ? "incomplete" : "completed");
    events.item("response.output_item.done", item);
    return item;
  }

  private String functionArguments() {
    if (arguments.isEmpty()) {
      add("{}");
    }
    return arguments.toString();
  }

  /** The one text in the arguments, or all of them where a model has not kept to it. */
  private static String input(String json) {
    ObjectNode object = CallArguments.of(json);
    JsonNode input = object.path(INPUT);
    if (input.isTextual()) {
      return input.textValue();
    }
    return object.isEmpty() ? "" : CallArguments.text(object);
  }
}
