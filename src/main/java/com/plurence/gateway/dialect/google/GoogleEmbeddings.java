package com.plurence.gateway.dialect.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.google.response.UsageMetadata;
import com.plurence.gateway.dialect.translation.EmbeddingsProviderTranslator;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.vocabulary.answer.EmbeddingsAnswer;
import com.plurence.gateway.dialect.vocabulary.request.EmbeddingsRequest;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import java.util.ArrayList;
import java.util.List;

/** Embeddings, one or many, by {@code batchEmbedContents}. */
public final class GoogleEmbeddings implements EmbeddingsProviderTranslator {
  @Override
  public ObjectNode write(EmbeddingsRequest request, String model, Findings findings) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode requests = body.putArray("requests");
    for (String input : request.inputs()) {
      ObjectNode one = requests.addObject().put("model", GoogleModels.resource(model));
      one.putObject("content").putArray("parts").addObject().put("text", input);
      request.dimensions().ifPresent(wanted -> one.put("outputDimensionality", wanted.value()));
    }
    request.endUser().ifPresent(user -> findings.dropped(user.path()));
    return body;
  }

  @Override
  public EmbeddingsAnswer read(JsonNode document, int inputs) throws MalformedAnswer {
    List<ArrayNode> vectors = new ArrayList<>();
    for (JsonNode embedding : document.path("embeddings")) {
      vectors.add(vector(embedding.path("values")));
    }
    if (vectors.size() != inputs) {
      throw new MalformedAnswer("there are not as many vectors as inputs");
    }
    return new EmbeddingsAnswer(vectors, UsageMetadata.promptTokens(document));
  }

  private static ArrayNode vector(JsonNode values) throws MalformedAnswer {
    if (!(values instanceof ArrayNode vector)
        || vector.isEmpty()
        || !vector.valueStream().allMatch(JsonNode::isNumber)) {
      throw new MalformedAnswer("a vector is none");
    }
    return vector;
  }
}
