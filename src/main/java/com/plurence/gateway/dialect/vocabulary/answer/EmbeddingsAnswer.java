package com.plurence.gateway.dialect.vocabulary.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;

/**
 * Vectors, in no dialect.
 *
 * @param vectors of the inputs, in their order; arrays of numbers
 * @param inputTokens that it took, if the provider tells
 */
public record EmbeddingsAnswer(List<ArrayNode> vectors, Optional<Long> inputTokens) {
  /** Copies the list. */
  public EmbeddingsAnswer {
    vectors = List.copyOf(vectors);
  }
}
