package com.plurence.gateway.dialect.openai.embeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.EmbeddingsClientTranslator;
import com.plurence.gateway.dialect.vocabulary.answer.EmbeddingsAnswer;
import com.plurence.gateway.dialect.vocabulary.request.EmbeddingsRequest;
import com.plurence.gateway.dialect.vocabulary.request.EndUser;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Translates for clients of {@code /v1/embeddings}. */
public final class EmbeddingsTranslator implements EmbeddingsClientTranslator {
  private static final Set<String> KNOWN =
      Set.of("model", "input", "dimensions", "encoding_format", "user");

  @Override
  public EmbeddingsRequest read(ObjectNode body, Findings findings) {
    RequestObject request = new RequestObject("", body, findings);
    request.dropAllBut(KNOWN);
    return new EmbeddingsRequest(
        inputs(request),
        request.integer("dimensions"),
        request
            .string("user")
            .map(user -> new RequestField<>(user.path(), new EndUser(user.value(), false))),
        isBase64(request));
  }

  private static List<String> inputs(RequestObject request) {
    Optional<RequestField<JsonNode>> input = request.any("input");
    List<RequestField<JsonNode>> elements =
        input
            .filter(field -> field.value().isArray())
            .map(RequestObject::elements)
            .orElse(input.stream().toList());
    if (elements.isEmpty()) {
      request.findings().wrong("input", "must be a string or a filled array");
    } else if (elements.stream().allMatch(element -> isTokens(element.value()))) {
      // What one model calls a token is something else to another.
      request.findings().refused("input");
      return List.of();
    }
    return elements.stream()
        .filter(element -> isText(element, request.findings()))
        .map(element -> element.value().textValue())
        .toList();
  }

  private static boolean isTokens(JsonNode element) {
    return element.isNumber() || element.isArray();
  }

  private static boolean isText(RequestField<JsonNode> element, Findings findings) {
    if (!element.value().isTextual()) {
      findings.wrong(element.path(), "must be a string");
    }
    return element.value().isTextual();
  }

  private static boolean isBase64(RequestObject request) {
    Optional<RequestField<String>> format = request.string("encoding_format");
    boolean base64 = format.filter(said -> said.value().equals("base64")).isPresent();
    if (!base64) {
      format
          .filter(said -> !said.value().equals("float"))
          .ifPresent(said -> request.findings().refused(said.path()));
    }
    return base64;
  }

  @Override
  public ObjectNode write(
      EmbeddingsAnswer answer, boolean base64, String model, long estimatedInput) {
    ObjectNode response = JsonNodeFactory.instance.objectNode().put("object", "list");
    ArrayNode data = response.putArray("data");
    for (ArrayNode vector : answer.vectors()) {
      ObjectNode embedding = data.addObject().put("object", "embedding");
      embedding.put("index", data.size() - 1);
      if (base64) {
        embedding.put("embedding", bytes(vector));
      } else {
        embedding.set("embedding", vector);
      }
    }
    long tokens = answer.inputTokens().orElse(estimatedInput);
    response.put("model", model);
    response.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
    return response;
  }

  /** Numbers of 32 bits, the lowest byte first. */
  private static String bytes(ArrayNode vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.size() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.forEach(number -> bytes.putFloat(number.floatValue()));
    return Base64.getEncoder().encodeToString(bytes.array());
  }
}
