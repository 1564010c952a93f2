package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.List;

/** Writes tools, and which of them the model may or must call. */
final class FunctionTools {
  private FunctionTools() {}

  /** Writes those of {@code request}, if it has some, into {@code body}. */
  static void write(ModelRequest request, ToolNames names, Findings findings, ObjectNode body) {
    request
        .parallelToolCalls()
        .filter(parallel -> !parallel.value())
        .ifPresent(parallel -> findings.dropped(parallel.path()));
    if (request.tools().isEmpty()) {
      return;
    }
    ArrayNode functions = body.putArray("tools").addObject().putArray("functionDeclarations");
    request.tools().forEach(tool -> declare(tool, names, findings, functions.addObject()));
    request
        .toolChoice()
        .map(RequestField::value)
        .ifPresent(
            choice ->
                choose(
                    choice,
                    names,
                    body.putObject("toolConfig").putObject("functionCallingConfig")));
  }

  private static void declare(Tool tool, ToolNames names, Findings findings, ObjectNode function) {
    function.put("name", names.toProvider(tool.name()));
    tool.description().ifPresent(text -> function.put("description", text));
    // The member "parameters" knows a part of JSON Schema and refuses the rest.
    function.set("parametersJsonSchema", SchemaReferences.ofArguments(tool.schema()));
    tool.strict().filter(RequestField::value).ifPresent(strict -> findings.dropped(strict.path()));
  }

  private static void choose(ToolChoice choice, ToolNames names, ObjectNode config) {
    if (choice instanceof ToolChoice.Mode mode) {
      config.put(
          "mode",
          switch (mode) {
            case AUTO -> "AUTO";
            case NONE -> "NONE";
            case REQUIRED -> "ANY";
          });
    } else if (choice instanceof ToolChoice.Named one) {
      allow("ANY", List.of(one.name()), names, config);
    } else if (choice instanceof ToolChoice.Allowed some) {
      allow(some.required() ? "ANY" : "VALIDATED", some.names(), names, config);
    }
  }

  private static void allow(String mode, List<String> allowed, ToolNames names, ObjectNode config) {
    ArrayNode functions = config.put("mode", mode).putArray("allowedFunctionNames");
    allowed.forEach(name -> functions.add(names.toProvider(name)));
  }
}
