package com.plurence.gateway.dialect.openai.chat.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.JsonSchemas;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the fields {@code tools} and {@code tool_choice}. */
final class ToolFields {
  private static final String FUNCTION = "function";

  /** A tool that the provider runs. */
  private record Hosted(RequestObject tool, RequestField<String> type) {
    boolean isCalled(String name) {
      return type.value().equals(name) || tool.node().path("name").asText().equals(name);
    }
  }

  private final Findings findings;
  private final List<Tool> tools = new ArrayList<>();
  private final List<Hosted> hosted = new ArrayList<>();
  private Optional<RequestField<ToolChoice>> choice = Optional.empty();

  private ToolFields(Findings findings) {
    this.findings = findings;
  }

  static ToolFields read(RequestObject body) {
    ToolFields fields = new ToolFields(body.findings());
    body.objects("tools").forEach(fields::tool);
    fields.choice =
        body.any("tool_choice")
            .flatMap(
                field ->
                    fields
                        .choice(field)
                        .map(choice -> new RequestField<ToolChoice>(field.path(), choice)));
    fields.judgeHosted();
    return fields;
  }

  List<Tool> tools() {
    return tools;
  }

  Optional<RequestField<ToolChoice>> choice() {
    return choice;
  }

  private void tool(RequestObject tool) {
    Optional<RequestField<String>> type = tool.requiredString("type");
    if (type.isEmpty()) {
      return;
    }
    switch (type.get().value()) {
      case FUNCTION ->
          tool.requiredObject(FUNCTION)
              .flatMap(function -> function(tool, function))
              .ifPresent(tools::add);
      case "custom" -> findings.refused(type.get().path());
      default -> hosted.add(new Hosted(tool, type.get()));
    }
  }

  private static Optional<Tool> function(RequestObject tool, RequestObject function) {
    Optional<String> description = function.string("description").map(RequestField::value);
    Optional<RequestObject> schema = function.object("parameters");
    Optional<RequestField<Boolean>> strict = function.bool("strict");
    return function
        .requiredString("name")
        .map(
            name ->
                new Tool(
                    tool.path(),
                    name.value(),
                    description,
                    JsonSchemas.ofArguments(schema.map(RequestObject::node).orElse(null)),
                    strict,
                    false,
                    CacheMarks.of(tool).or(() -> CacheMarks.of(function))));
  }

  /** They are left out where others remain; a promise must not be broken in silence. */
  private void judgeHosted() {
    Optional<String> forced =
        choice
            .map(RequestField::value)
            .flatMap(
                chosen ->
                    chosen instanceof ToolChoice.Named named
                        ? Optional.of(named.name())
                        : Optional.empty());
    for (Hosted one : hosted) {
      boolean isForced = forced.isPresent() && one.isCalled(forced.get());
      if (tools.isEmpty() || isForced) {
        findings.refused(one.type().path());
      } else {
        findings.dropped(one.tool().path() + "." + one.type().value());
      }
    }
  }

  private Optional<? extends ToolChoice> choice(RequestField<JsonNode> field) {
    if (field.value().isTextual()) {
      return mode(field);
    }
    return RequestObject.object(field, findings).flatMap(this::choice);
  }

  private Optional<ToolChoice.Mode> mode(RequestField<JsonNode> field) {
    for (ToolChoice.Mode mode : ToolChoice.Mode.values()) {
      if (ChatWords.of(mode).equals(field.value().textValue())) {
        return Optional.of(mode);
      }
    }
    findings.refused(field.path());
    return Optional.empty();
  }

  private Optional<? extends ToolChoice> choice(RequestObject chosen) {
    Optional<RequestField<String>> type = chosen.requiredString("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return switch (type.get().value()) {
      case FUNCTION -> named(chosen).map(ToolChoice.Named::new);
      case "allowed_tools" -> chosen.requiredObject("allowed_tools").flatMap(this::allowed);
      default -> {
        findings.refused(type.get().path());
        yield Optional.empty();
      }
    };
  }

  private static Optional<String> named(RequestObject chosen) {
    return chosen
        .requiredObject(FUNCTION)
        .flatMap(function -> function.requiredString("name"))
        .map(RequestField::value);
  }

  private Optional<ToolChoice.Allowed> allowed(RequestObject allowed) {
    List<String> names = new ArrayList<>();
    for (RequestObject tool : allowed.objects("tools")) {
      Optional<RequestField<String>> type = tool.requiredString("type");
      if (type.isPresent() && !type.get().value().equals(FUNCTION)) {
        findings.refused(type.get().path());
      } else if (type.isPresent()) {
        named(tool).ifPresent(names::add);
      }
    }
    Optional<RequestField<String>> mode = allowed.requiredString("mode");
    if (mode.isPresent() && !List.of("auto", "required").contains(mode.get().value())) {
      findings.refused(mode.get().path());
    }
    return mode.map(word -> new ToolChoice.Allowed(names, word.value().equals("required")));
  }
}
