package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.JsonSchemas;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;

/** Writes the tools of a request, and which of them the model may call. */
final class ToolWriter {
  private static final String FUNCTION = "function";
  private static final String CHOICE = "tool_choice";

  private final ObjectNode body;
  private final ToolNames names;
  private final Findings findings;

  ToolWriter(ObjectNode body, ToolNames names, Findings findings) {
    this.body = body;
    this.names = names;
    this.findings = findings;
  }

  /** A choice among no tools is left out, since providers refuse it. */
  void write(ModelRequest request) {
    if (request.tools().isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    request.tools().forEach(tool -> tool(tools.addObject(), tool));
    request.toolChoice().ifPresent(choice -> choice(choice.value()));
    request
        .parallelToolCalls()
        .filter(parallel -> !parallel.value())
        .ifPresent(parallel -> body.put("parallel_tool_calls", false));
  }

  private void tool(ObjectNode written, Tool tool) {
    ObjectNode function = written.put("type", FUNCTION).putObject(FUNCTION);
    function.put("name", names.toProvider(tool.name()));
    tool.description().ifPresent(text -> function.put("description", text));
    function.set("parameters", tool.schema());
    if (tool.strict().isPresent()
        && tool.strict().get().value()
        && JsonSchemas.isStrictable(tool.schema())) {
      function.put("strict", true);
    }
    CacheMarks.drop(tool.cacheMark(), findings);
  }

  private void choice(ToolChoice choice) {
    if (choice instanceof ToolChoice.Mode mode) {
      body.put(CHOICE, ChatWords.of(mode));
    } else if (choice instanceof ToolChoice.Named named) {
      name(body.putObject(CHOICE), named.name());
    } else if (choice instanceof ToolChoice.Allowed some) {
      ObjectNode allowed =
          body.putObject(CHOICE).put("type", "allowed_tools").putObject("allowed_tools");
      allowed.put("mode", some.required() ? "required" : "auto");
      ArrayNode tools = allowed.putArray("tools");
      some.names().forEach(name -> name(tools.addObject(), name));
    }
  }

  private void name(ObjectNode written, String name) {
    written.put("type", FUNCTION).putObject(FUNCTION).put("name", names.toProvider(name));
  }
}
