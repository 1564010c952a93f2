package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.request.JsonSchemas;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The members {@code tools} and {@code tool_choice}. For one request. */
final class ToolMembers {
  private final ModelRequest request;
  private final ToolNames names;
  private final Optional<ToolChoice> choice;
  private final List<Tool> declared;

  ToolMembers(ModelRequest request, ToolNames names) {
    this.request = request;
    this.names = names;
    this.choice = request.toolChoice().map(RequestField::value);
    this.declared = declared();
  }

  /** Those among which the model may choose: a smaller choice is told by telling of fewer. */
  private List<Tool> declared() {
    if (choice.isPresent() && choice.get() instanceof ToolChoice.Allowed allowed) {
      Set<String> allowedNames = new HashSet<>(allowed.names());
      return request.tools().stream().filter(tool -> allowedNames.contains(tool.name())).toList();
    }
    return request.tools();
  }

  /** Whether the model must call a tool. */
  boolean isForced() {
    return !declared.isEmpty() && choice.filter(ToolMembers::isForcing).isPresent();
  }

  private static boolean isForcing(ToolChoice choice) {
    return choice == ToolChoice.Mode.REQUIRED
        || choice instanceof ToolChoice.Named
        || (choice instanceof ToolChoice.Allowed allowed && allowed.required());
  }

  void write(ObjectNode body) {
    if (declared.isEmpty()) {
      writeForHistory(body);
      return;
    }
    ArrayNode tools = body.putArray("tools");
    declared.forEach(tool -> tools.add(tool(tool)));
    choice().ifPresent(chosen -> body.set("tool_choice", chosen));
  }

  /** Anthropic refuses calls in a conversation without tools, so they get some not to be called. */
  private void writeForHistory(ObjectNode body) {
    Set<String> called = new LinkedHashSet<>();
    request.turns().stream()
        .flatMap(turn -> turn.parts().stream())
        .filter(Part.Call.class::isInstance)
        .forEach(part -> called.add(((Part.Call) part).name()));
    if (called.isEmpty()) {
      return;
    }
    ArrayNode tools = body.putArray("tools");
    for (String name : called) {
      ObjectNode tool = tools.addObject().put("name", names.toProvider(name));
      tool.set("input_schema", JsonSchemas.ofArguments(null));
    }
    body.set("tool_choice", type("none"));
  }

  private ObjectNode tool(Tool tool) {
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    written.put("name", names.toProvider(tool.name()));
    tool.description().ifPresent(words -> written.put("description", words));
    boolean strict = tool.strict().map(RequestField::value).orElse(false);
    written.set("input_schema", strict ? ClosedSchema.of(tool.schema()) : tool.schema());
    if (strict) {
      written.put("strict", true);
    }
    return ContentBlocks.marked(written, tool.cacheMark());
  }

  private Optional<ObjectNode> choice() {
    boolean oneAtATime = !request.parallelToolCalls().map(RequestField::value).orElse(true);
    if (choice.isEmpty() && !oneAtATime) {
      return Optional.empty();
    }
    ObjectNode written = choice.map(this::choice).orElseGet(() -> type("auto"));
    boolean none = choice.filter(chosen -> chosen == ToolChoice.Mode.NONE).isPresent();
    if (oneAtATime && !none) {
      written.put("disable_parallel_tool_use", true);
    }
    return Optional.of(written);
  }

  private ObjectNode choice(ToolChoice chosen) {
    if (chosen instanceof ToolChoice.Named named) {
      return type("tool").put("name", names.toProvider(named.name()));
    }
    if (chosen == ToolChoice.Mode.NONE) {
      return type("none");
    }
    return type(isForcing(chosen) ? "any" : "auto");
  }

  private static ObjectNode type(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }
}
