package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.answer.EmbeddingsAnswer;
import com.plurence.gateway.dialect.vocabulary.request.EmbeddingsRequest;
import com.plurence.gateway.dialect.vocabulary.request.Findings;

/**
 * The half of a translation of embeddings that knows what one kind of client speaks. Pure and
 * shared by all threads.
 */
public interface EmbeddingsClientTranslator {
  /**
   * Reads a request.
   *
   * @param findings gets what no other dialect can express, and every wrong type
   * @return what could be read; to be used only if {@code findings} are clean
   */
  EmbeddingsRequest read(ObjectNode body, Findings findings);

  /**
   * Writes a response.
   *
   * @param base64 whether the client wants each vector as the bytes of its numbers
   * @param model as the provider calls it
   * @param estimatedInput tokens, for a provider that tells none
   */
  ObjectNode write(EmbeddingsAnswer answer, boolean base64, String model, long estimatedInput);
}
