package com.plurence.gateway.demo.answer;

import java.util.Locale;

/** The calls of tools in an answer, as JSON; there is one at most. */
final class ToolCalls {
  private ToolCalls() {}

  /**
   * A call.
   *
   * @param text what the tool gets, escaped, or as much of it as there is yet
   */
  static String begun(Form.ToolCall call, ChatRequest chat, String text) {
    return "{"
        + String.format(
            Locale.ROOT,
            "\"id\":\"call_demo%08x\",",
            31 * chat.prompt().hashCode() + call.text().hashCode())
        + "\"type\":\""
        + call.type()
        + "\",\""
        + call.type()
        + "\":{\"name\":\""
        + JsonText.escaped(call.name())
        + "\",\""
        + input(call)
        + "\":\""
        + text
        + "\"}}";
  }

  /** More of the text of that call, in a stream. */
  static String more(Form.ToolCall call, String text) {
    return "{\"index\":0,\"" + call.type() + "\":{\"" + input(call) + "\":\"" + text + "\"}}";
  }

  private static String input(Form.ToolCall call) {
    return call.type().equals("custom") ? "input" : "arguments";
  }
}
