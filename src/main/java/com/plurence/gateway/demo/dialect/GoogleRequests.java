package com.plurence.gateway.demo.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.Form;
import com.plurence.gateway.demo.answer.Play;
import java.util.Map;

/** Requests to generate content, and what Google refuses of them. */
final class GoogleRequests {
  private static final int ONE = 1;

  private GoogleRequests() {}

  static DialectRequest of(String model, boolean stream, byte[] body) throws BadRequest {
    JsonNode json = DialectJson.read(body);
    JsonNode contents = json.path("contents");
    if (!contents.isArray() || contents.isEmpty()) {
      throw BadRequest.invalid("contents is not specified", "contents");
    }
    ArrayNode tools = JsonNodeFactory.instance.arrayNode();
    for (JsonNode tool : json.path("tools")) {
      tools.addAll(DialectJson.tools(tool.path("functionDeclarations"), "parametersJsonSchema"));
    }
    Map<String, JsonNode> wishes = DialectJson.wishes(tools);
    choose(json.path("toolConfig").path("functionCallingConfig"), wishes);
    JsonNode generation = json.path("generationConfig");
    format(generation, wishes);
    checkSignatures(contents);
    return new DialectRequest(
        DialectJson.request(body, model, stream, prompt(contents), results(contents), wishes),
        generation.path("thinkingConfig").path("includeThoughts").asBoolean(),
        false);
  }

  private static void choose(JsonNode choice, Map<String, JsonNode> wishes) {
    if (choice.path("mode").asText().equals("ANY")) {
      JsonNode names = choice.path("allowedFunctionNames");
      wishes.put(
          Form.TOOL_CHOICE,
          names.size() == ONE
              ? DialectJson.named(names.get(0).asText())
              : new TextNode("required"));
    }
  }

  private static void format(JsonNode generation, Map<String, JsonNode> wishes) {
    JsonNode schema = generation.path("responseJsonSchema");
    if (schema.isObject()) {
      ObjectNode format = JsonNodeFactory.instance.objectNode().put("type", "json_schema");
      format.putObject("json_schema").set("schema", schema);
      wishes.put(Form.RESPONSE_FORMAT, format);
    } else if (generation.path("responseMimeType").asText().equals("application/json")) {
      wishes.put(
          Form.RESPONSE_FORMAT, JsonNodeFactory.instance.objectNode().put("type", "json_object"));
    }
  }

  private static String prompt(JsonNode contents) {
    String prompt = "";
    for (JsonNode content : contents) {
      for (JsonNode part : content.path("parts")) {
        String said = part.path("text").asText();
        boolean user = content.path("role").asText("user").equals("user");
        if (user && !said.isEmpty() && (Play.isIn(said) || !Play.isIn(prompt))) {
          prompt = said;
        }
      }
    }
    return prompt;
  }

  private static int results(JsonNode contents) {
    int results = 0;
    for (JsonNode content : contents) {
      boolean user = content.path("role").asText("user").equals("user");
      if (user && Play.isIn(content.toString())) {
        results = 0;
      }
      for (JsonNode part : content.path("parts")) {
        results += part.has("functionResponse") ? 1 : 0;
      }
    }
    return results;
  }

  /** The first call of each turn of the model comes back with its signature. */
  private static void checkSignatures(JsonNode contents) throws BadRequest {
    for (JsonNode content : contents) {
      for (JsonNode part : content.path("parts")) {
        if (part.has("functionCall")) {
          String name = part.path("functionCall").path("name").asText();
          if (!Signatures.isOfCall(part.path("thoughtSignature").asText(), name)) {
            throw BadRequest.invalid(
                "Function call is missing a thought_signature in functionCall parts: " + name,
                "contents");
          }
          break;
        }
      }
    }
  }
}
