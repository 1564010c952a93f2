package com.plurence.gateway.logging;

/** Takes the facts of one log line, in order. */
public interface Fields {
  void add(String name, String value);

  void add(String name, long value);

  void add(String name, boolean value);

  /** Written with two decimals. */
  void add(String name, double value);

  /** A value of whatever type: numbers and truth values as such, everything else as text. */
  default void addAny(String name, Object value) {
    if (value instanceof String text) {
      add(name, text);
    } else if (value instanceof Long || value instanceof Integer) {
      add(name, ((Number) value).longValue());
    } else if (value instanceof Boolean truth) {
      add(name, truth.booleanValue());
    } else if (value instanceof Number number) {
      add(name, number.doubleValue());
    } else {
      add(name, value.toString());
    }
  }
}
