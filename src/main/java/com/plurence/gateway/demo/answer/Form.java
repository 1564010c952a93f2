package com.plurence.gateway.demo.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.demo.schema.SchemaValue;
import java.util.Map;
import java.util.Optional;

/** What a request demands of an answer: the call of a tool, or JSON as the content. */
public sealed interface Form {
  String TOOLS = "tools";
  String TOOL_CHOICE = "tool_choice";
  String RESPONSE_FORMAT = "response_format";

  /** What stands in the answer: JSON, or whatever a tool takes that has no schema. */
  String text();

  /**
   * A call of a tool.
   *
   * @param type {@code function}, or {@code custom} for a tool that takes any text
   */
  record ToolCall(String type, String name, String text) implements Form {}

  /** A value as the content of the message. */
  record Value(String text) implements Form {}

  /** What is demanded by these members of a request; a tool is called only if one must be. */
  static Optional<Form> of(Map<String, JsonNode> members) throws BadRequest {
    JsonNode nothing = JsonNodeFactory.instance.missingNode();
    JsonNode choice = members.getOrDefault(TOOL_CHOICE, nothing);
    JsonNode tools = members.getOrDefault(TOOLS, nothing);
    if (choice.isObject()) {
      return Optional.of(called(tools, choice));
    }
    if (choice.asText().equals("required")) {
      return Optional.of(call(first(tools)));
    }
    return value(members.getOrDefault(RESPONSE_FORMAT, nothing));
  }

  private static Form called(JsonNode tools, JsonNode choice) throws BadRequest {
    if (choice.path("type").asText().equals("allowed_tools")) {
      JsonNode allowed = choice.path("allowed_tools");
      JsonNode among = allowed.path("tools");
      return call(named(tools, name(first(among))));
    }
    return call(named(tools, name(choice)));
  }

  private static JsonNode first(JsonNode tools) throws BadRequest {
    if (tools.isEmpty()) {
      throw BadRequest.invalid(
          "'tool_choice' is only allowed when 'tools' are there.", TOOL_CHOICE);
    }
    return tools.get(0);
  }

  private static JsonNode named(JsonNode tools, String name) throws BadRequest {
    for (JsonNode tool : tools) {
      if (name(tool).equals(name)) {
        return tool;
      }
    }
    throw BadRequest.invalid("Tool choice '" + name + "' is not one of 'tools'.", TOOL_CHOICE);
  }

  private static String name(JsonNode tool) {
    return tool.path(type(tool)).path("name").asText();
  }

  private static String type(JsonNode tool) {
    return tool.has("custom") ? "custom" : "function";
  }

  private static Form call(JsonNode tool) {
    String text =
        tool.has("custom")
            ? "demo"
            : SchemaValue.of(parameters(tool.path("function").path("parameters"))).toString();
    return new ToolCall(type(tool), name(tool), text);
  }

  /** A tool without parameters takes an object without members. */
  private static JsonNode parameters(JsonNode schema) {
    return schema.isEmpty() ? JsonNodeFactory.instance.objectNode().put("type", "object") : schema;
  }

  private static Optional<Form> value(JsonNode format) throws BadRequest {
    return switch (format.path("type").asText()) {
      case "json_object" ->
          Optional.of(new Value("{\"message\":\"Hello from the demo provider\"}"));
      case "json_schema" -> {
        JsonNode schema = format.path("json_schema").path("schema");
        if (!schema.isObject()) {
          throw BadRequest.invalid(
              "Missing required parameter: 'response_format.json_schema.schema'.",
              "response_format.json_schema.schema");
        }
        yield Optional.of(new Value(SchemaValue.of(schema).toString()));
      }
      default -> Optional.empty();
    };
  }
}
