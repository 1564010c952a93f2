package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;

/**
 * The members of a request that every response repeats, with what holds where the request is
 * silent. SDKs have types that demand all of them.
 */
final class Echo {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Echo() {}

  static ObjectNode of(RequestObject request) {
    ObjectNode body = request.node();
    ObjectNode echo = JSON.objectNode();
    echo.set("instructions", given(body, "instructions", JSON.nullNode()));
    echo.set(
        "metadata",
        request.object("metadata").map(RequestObject::node).orElseGet(JSON::objectNode));
    echo.set("parallel_tool_calls", given(body, "parallel_tool_calls", JSON.booleanNode(true)));
    echo.set("temperature", given(body, "temperature", JSON.nullNode()));
    echo.set("tool_choice", given(body, "tool_choice", JSON.textNode("auto")));
    echo.set("tools", tools(body.path("tools")));
    echo.set("top_p", given(body, "top_p", JSON.nullNode()));
    echo.set("max_output_tokens", given(body, "max_output_tokens", JSON.nullNode()));
    echo.putNull("previous_response_id");
    JsonNode reasoning = body.path("reasoning");
    ObjectNode thinking = echo.putObject("reasoning");
    thinking.set("effort", given(reasoning, "effort", JSON.nullNode()));
    thinking.set(
        "summary",
        given(reasoning, "summary", given(reasoning, "generate_summary", JSON.nullNode())));
    echo.set("text", text(body.path("text")));
    echo.put("truncation", "disabled"); // nothing is ever cut from a translated request
    return echo;
  }

  private static JsonNode given(JsonNode object, String member, JsonNode otherwise) {
    return object.hasNonNull(member) ? object.get(member) : otherwise;
  }

  private static ArrayNode tools(JsonNode given) {
    ArrayNode tools = JSON.arrayNode();
    for (JsonNode tool : given) {
      boolean isFunction = tool.path("type").asText("").equals("function");
      tools.add(isFunction && tool instanceof ObjectNode function ? complete(function) : tool);
    }
    return tools;
  }

  private static ObjectNode complete(ObjectNode function) {
    if (function.has("parameters") && function.has("strict")) {
      return function;
    }
    ObjectNode complete = JSON.objectNode();
    complete.setAll(function);
    if (!complete.has("parameters")) {
      complete.putNull("parameters");
    }
    if (!complete.has("strict")) {
      complete.putNull("strict");
    }
    return complete;
  }

  private static ObjectNode text(JsonNode given) {
    ObjectNode text = JSON.objectNode();
    text.set("format", given(given, "format", JSON.objectNode().put("type", "text")));
    if (given.hasNonNull("verbosity")) {
      text.set("verbosity", given.get("verbosity"));
    }
    return text;
  }
}
