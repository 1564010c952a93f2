package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.JsonSchemas;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the tools that a client runs itself. */
final class ToolsReader {
  private ToolsReader() {}

  /**
   * The tools. Those that OpenAI would run are left out where others remain; alone they are
   * refused, for the model could do nothing of what it is asked for.
   */
  static List<Tool> tools(RequestObject request) {
    List<Tool> tools = new ArrayList<>();
    List<RequestField<String>> hosted = new ArrayList<>();
    boolean clientRuns = false;
    for (RequestObject tool : request.objects("tools")) {
      Optional<RequestField<String>> type = tool.requiredString("type");
      if (type.isEmpty()) {
        continue;
      }
      switch (type.get().value()) {
        case "function" -> {
          clientRuns = true;
          function(tool).ifPresent(tools::add);
        }
        case "custom" -> {
          clientRuns = true;
          freeForm(tool).ifPresent(tools::add);
        }
        default -> hosted.add(type.get());
      }
    }
    for (RequestField<String> type : hosted) {
      if (clientRuns) {
        request.findings().dropped("tools[]." + type.value());
      } else {
        request.findings().refused(type.path());
      }
    }
    return tools;
  }

  private static Optional<Tool> function(RequestObject tool) {
    Optional<RequestField<String>> name = tool.requiredString("name");
    Optional<String> description = tool.string("description").map(RequestField::value);
    Optional<RequestObject> parameters = tool.object("parameters");
    Optional<RequestField<Boolean>> strict = tool.bool("strict");
    return name.map(
        found ->
            new Tool(
                tool.path(),
                found.value(),
                description,
                JsonSchemas.ofArguments(parameters.map(RequestObject::node).orElse(null)),
                strict,
                false,
                Optional.empty()));
  }

  private static Optional<Tool> freeForm(RequestObject tool) {
    Optional<RequestField<String>> name = tool.requiredString("name");
    Optional<String> description = tool.string("description").map(RequestField::value);
    Optional<String> grammar = tool.object("format").flatMap(ToolsReader::grammar);
    return name.map(
        found ->
            new Tool(
                tool.path(),
                found.value(),
                joined(description, grammar),
                oneText(),
                Optional.empty(),
                true,
                Optional.empty()));
  }

  /** Only OpenAI can hold a model to a grammar, but every model can read it. */
  private static Optional<String> grammar(RequestObject format) {
    Optional<String> type = format.requiredString("type").map(RequestField::value);
    return switch (type.orElse("text")) {
      case "text" -> Optional.empty();
      case "grammar" -> rules(format);
      default -> {
        format.findings().refused(format.path("type"));
        yield Optional.empty();
      }
    };
  }

  private static Optional<String> rules(RequestObject format) {
    format.findings().dropped(format.path());
    Optional<RequestField<String>> syntax = format.requiredString("syntax");
    Optional<RequestField<String>> definition = format.requiredString("definition");
    return syntax.flatMap(
        kind ->
            definition.map(
                rules ->
                    "The input must match this " + kind.value() + " grammar:\n" + rules.value()));
  }

  private static Optional<String> joined(Optional<String> description, Optional<String> grammar) {
    return description
        .filter(words -> !words.isEmpty())
        .map(words -> grammar.map(rules -> words + "\n\n" + rules).orElse(words))
        .or(() -> grammar);
  }

  private static ObjectNode oneText() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
    schema.putObject("properties").putObject("input").put("type", "string");
    schema.putArray("required").add("input");
    return schema.put("additionalProperties", false);
  }
}
