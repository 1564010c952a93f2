package com.plurence.gateway.dialect.vocabulary.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The form that a response must have. */
public sealed interface OutputFormat {
  /** Any JSON object. */
  record Json() implements OutputFormat {}

  /**
   * JSON of this schema.
   *
   * @param strict empty if the client's dialect always wants it kept to the letter, where that can
   *     be
   */
  record Schema(
      Optional<String> name,
      Optional<String> description,
      ObjectNode schema,
      Optional<Boolean> strict)
      implements OutputFormat {}
}
