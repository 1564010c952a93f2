package com.plurence.gateway.dialect.vocabulary.request;

import java.util.List;
import java.util.Optional;

/**
 * What a client wants to have as vectors, in no dialect.
 *
 * @param inputs texts, each of which becomes a vector
 * @param dimensions of each vector, if they are not to be the model's own
 * @param endUser the field that says who uses the client's application
 * @param base64 whether the client wants each vector as the bytes of its numbers
 */
public record EmbeddingsRequest(
    List<String> inputs,
    Optional<RequestField<Long>> dimensions,
    Optional<RequestField<EndUser>> endUser,
    boolean base64) {
  /** Copies the texts. */
  public EmbeddingsRequest {
    inputs = List.copyOf(inputs);
  }
}
