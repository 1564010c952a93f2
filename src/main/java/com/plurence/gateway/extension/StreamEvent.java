package com.plurence.gateway.extension;

/**
 * One server-sent event.
 *
 * @param name of the event; empty for the usual one without a name
 * @param data the payload, usually JSON, in one or more lines
 */
public record StreamEvent(String name, String data) {

  /** An event without a name. */
  public static StreamEvent of(String data) {
    return new StreamEvent("", data);
  }
}
