package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.answer.EmbeddingsAnswer;
import com.plurence.gateway.dialect.vocabulary.request.EmbeddingsRequest;
import com.plurence.gateway.dialect.vocabulary.request.Findings;

/**
 * The half of a translation of embeddings that knows what one kind of provider speaks. Pure and
 * shared by all threads.
 */
public interface EmbeddingsProviderTranslator {
  /**
   * Writes a request.
   *
   * @param model as the provider calls it
   * @param findings gets what this dialect can't take
   * @return to be used only if {@code findings} are clean
   */
  ObjectNode write(EmbeddingsRequest request, String model, Findings findings);

  /**
   * Reads a response.
   *
   * @param document JSON that is no error
   * @param inputs how many vectors there must be
   * @throws MalformedAnswer if it is none
   */
  EmbeddingsAnswer read(JsonNode document, int inputs) throws MalformedAnswer;
}
