package com.plurence.gateway.dialect.vocabulary.request;

import java.util.List;

/** Which tools the model may or must call. */
public sealed interface ToolChoice {
  /** A choice that names no tool. */
  enum Mode implements ToolChoice {
    AUTO,
    NONE,
    REQUIRED
  }

  /** Just this one, and it must. */
  record Named(String name) implements ToolChoice {}

  /**
   * Some of those that are declared.
   *
   * @param required whether it must call one
   */
  record Allowed(List<String> names, boolean required) implements ToolChoice {
    /** Copies the names. */
    public Allowed {
      names = List.copyOf(names);
    }
  }
}
