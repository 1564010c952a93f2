package com.plurence.gateway.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TokenCountTranslator;

/** Counting the tokens of a request, which Google does for the request that it would answer. */
public final class GoogleTokenCount implements TokenCountTranslator {
  @Override
  public ObjectNode write(ObjectNode written, String model) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode counted = body.putObject("generateContentRequest");
    counted.put("model", GoogleModels.resource(model)).setAll(written);
    // What is to come out has no tokens yet, and a schema for it may not be counted.
    counted.remove("generationConfig");
    return body;
  }

  @Override
  public long read(JsonNode document) throws MalformedAnswer {
    JsonNode total = document.path("totalTokens");
    if (!total.isIntegralNumber() || !total.canConvertToLong() || total.longValue() < 0) {
      throw new MalformedAnswer("there is no count");
    }
    return total.longValue();
  }
}
