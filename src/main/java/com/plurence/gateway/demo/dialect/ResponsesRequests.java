package com.plurence.gateway.demo.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.Form;
import com.plurence.gateway.demo.answer.Play;
import java.util.Map;

/** Requests of the Responses API. */
final class ResponsesRequests {
  private ResponsesRequests() {}

  static DialectRequest of(byte[] body) throws BadRequest {
    JsonNode json = DialectJson.read(body);
    JsonNode input = json.path("input");
    Map<String, JsonNode> wishes =
        DialectJson.wishes(DialectJson.tools(functions(json.path("tools")), "parameters"));
    choose(json.path("tool_choice"), wishes);
    format(json.path("text").path("format"), wishes);
    return new DialectRequest(
        DialectJson.request(
            body,
            json.path("model").asText(),
            json.path("stream").asBoolean(),
            prompt(input),
            results(input),
            wishes),
        json.path("reasoning").hasNonNull("summary"),
        json.has("prompt_cache_key"));
  }

  private static JsonNode functions(JsonNode tools) {
    var functions = JsonNodeFactory.instance.arrayNode();
    for (JsonNode tool : tools) {
      if (tool.path("type").asText().equals("function")) {
        functions.add(tool);
      }
    }
    return functions;
  }

  private static void choose(JsonNode choice, Map<String, JsonNode> wishes) {
    if (choice.isTextual()) {
      wishes.put(Form.TOOL_CHOICE, choice);
    } else if (choice.has("name")) {
      wishes.put(Form.TOOL_CHOICE, DialectJson.named(choice.path("name").asText()));
    }
  }

  private static void format(JsonNode format, Map<String, JsonNode> wishes) {
    if (format.path("type").asText().equals("json_schema")) {
      ObjectNode wish = JsonNodeFactory.instance.objectNode().put("type", "json_schema");
      wish.putObject("json_schema").set("schema", format.path("schema"));
      wishes.put(Form.RESPONSE_FORMAT, wish);
    } else if (format.path("type").asText().equals("json_object")) {
      wishes.put(Form.RESPONSE_FORMAT, format);
    }
  }

  private static String prompt(JsonNode input) {
    if (input.isTextual()) {
      return input.textValue();
    }
    String prompt = "";
    for (JsonNode item : input) {
      if (item.path("role").asText().equals("user")) {
        JsonNode content = item.path("content");
        String said =
            content.isTextual()
                ? content.textValue()
                : content.path(content.size() - 1).path("text").asText();
        prompt = Play.isIn(said) || !Play.isIn(prompt) ? said : prompt;
      }
    }
    return prompt;
  }

  private static int results(JsonNode input) {
    int results = 0;
    for (JsonNode item : input) {
      if (item.path("role").asText().equals("user") && Play.isIn(item.toString())) {
        results = 0;
      }
      results += item.path("type").asText().endsWith("_call_output") ? 1 : 0;
    }
    return results;
  }
}
