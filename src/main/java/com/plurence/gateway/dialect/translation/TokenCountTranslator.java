package com.plurence.gateway.dialect.translation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How one kind of provider is asked for the tokens of a request that is not to be answered. Pure
 * and shared by all threads.
 */
public interface TokenCountTranslator {
  /**
   * The body that asks.
   *
   * @param written the request whose tokens are counted, as its provider takes it; not changed
   * @param model as the provider calls it
   */
  ObjectNode write(ObjectNode written, String model);

  /**
   * The tokens in the response.
   *
   * @param document JSON that is no error
   * @throws MalformedAnswer if it is none
   */
  long read(JsonNode document) throws MalformedAnswer;
}
