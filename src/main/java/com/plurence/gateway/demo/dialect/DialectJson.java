package com.plurence.gateway.demo.dialect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.demo.answer.BadRequest;
import com.plurence.gateway.demo.answer.ChatRequest;
import com.plurence.gateway.demo.answer.Form;
import com.plurence.gateway.demo.answer.JsonText;
import com.plurence.gateway.demo.answer.Model;
import com.plurence.gateway.demo.answer.Play;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the readers of requests in all dialects share. */
final class DialectJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int BYTES_PER_TOKEN = 4;
  private static final int QUOTED = 200;

  private DialectJson() {}

  static JsonNode read(byte[] body) throws BadRequest {
    try {
      JsonNode node = MAPPER.readTree(body);
      if (!node.isObject()) {
        throw BadRequest.notJson();
      }
      return node;
    } catch (IOException broken) {
      throw BadRequest.notJson();
    }
  }

  /** The text in escaped JSON. */
  static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException broken) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /**
   * A request by what the dialect has of it.
   *
   * @param wishes tools, their choice and the format, as Chat Completions has them
   */
  static ChatRequest request(
      byte[] body,
      String model,
      boolean stream,
      String prompt,
      int results,
      Map<String, JsonNode> wishes)
      throws BadRequest {
    Optional<Form> played = Play.of(prompt, results, wishes.containsKey(Form.TOOLS));
    String quoted =
        prompt.length() <= QUOTED ? prompt : prompt.substring(0, QUOTED - 1).stripTrailing();
    return new ChatRequest(
        Model.known(model),
        stream,
        true,
        JsonText.escaped(Play.isIn(prompt) ? "done" : quoted),
        Math.max(1, body.length / BYTES_PER_TOKEN),
        played.isPresent() || Play.isIn(prompt) ? played : Form.of(wishes));
  }

  /** Tools as Chat Completions has them. */
  static ArrayNode tools(JsonNode declared, String schema) {
    ArrayNode tools = JsonNodeFactory.instance.arrayNode();
    for (JsonNode tool : declared) {
      ObjectNode function = tools.addObject().put("type", "function").putObject("function");
      function.put("name", tool.path("name").asText());
      function.set("parameters", tool.path(schema));
    }
    return tools;
  }

  /** The choice of one tool, as Chat Completions has it. */
  static ObjectNode named(String tool) {
    ObjectNode choice = JsonNodeFactory.instance.objectNode().put("type", "function");
    choice.putObject("function").put("name", tool);
    return choice;
  }

  /** Wishes for {@link Form#of}; no tools are no wish. */
  static Map<String, JsonNode> wishes(ArrayNode tools) {
    Map<String, JsonNode> wishes = new HashMap<>();
    if (!tools.isEmpty()) {
      wishes.put(Form.TOOLS, tools);
    }
    return wishes;
  }
}
