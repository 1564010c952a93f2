package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.script.DemoScript;

/** How an event is written down. */
public final class EventFormat {
  private final String before;
  private final String line;

  public EventFormat(DemoScript.Framing framing) {
    String field = framing.space() ? "data: " : "data:";
    this.line = framing.line();
    this.before = (framing.comments() ? ": keep-alive" + line + line : "") + field;
  }

  public String event(String data) {
    return before + data + line + line;
  }

  public String event(String name, String data) {
    return "event: " + name + line + event(data);
  }
}
