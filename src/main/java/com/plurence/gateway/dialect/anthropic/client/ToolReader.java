package com.plurence.gateway.dialect.anthropic.client;

import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.JsonSchemas;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.Tool;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tools} and {@code tool_choice}. For one request. */
final class ToolReader {
  /** Types of tools that the client runs; all others are Anthropic's. */
  private static final Set<String> OF_CLIENT = Set.of("custom", "function");

  private final Findings findings;
  private final List<Tool> tools = new ArrayList<>();
  private final List<RequestObject> hosted = new ArrayList<>();
  private Optional<RequestField<ToolChoice>> choice = Optional.empty();
  private Optional<RequestField<Boolean>> parallel = Optional.empty();

  ToolReader(Findings findings) {
    this.findings = findings;
  }

  /** Those that the client runs. */
  List<Tool> tools() {
    return tools;
  }

  /** Which of them is to be called. */
  Optional<RequestField<ToolChoice>> choice() {
    return choice;
  }

  /** Whether several may be called at once. */
  Optional<RequestField<Boolean>> parallel() {
    return parallel;
  }

  void read(RequestObject request) {
    int declared = 0;
    for (RequestObject tool : request.objects("tools")) {
      String type = tool.string("type").map(RequestField::value).orElse("custom");
      if (!OF_CLIENT.contains(type)) {
        hosted.add(tool);
      } else {
        declared++;
        tool(tool).ifPresent(tools::add);
      }
    }
    request.object("tool_choice").ifPresent(this::readChoice);
    for (RequestObject tool : hosted) {
      String type = tool.node().path("type").textValue();
      if (declared == 0 || isForced(tool)) {
        findings.refused(tool.path("type"));
      } else {
        findings.dropped("tools[]." + type);
      }
    }
  }

  private Optional<Tool> tool(RequestObject tool) {
    Optional<RequestField<String>> name = tool.requiredString("name");
    Optional<RequestObject> schema = tool.requiredObject("input_schema");
    Optional<String> description = tool.string("description").map(RequestField::value);
    Optional<RequestField<Boolean>> strict = tool.bool("strict");
    if (name.isEmpty() || schema.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Tool(
            tool.path(),
            name.get().value(),
            description,
            JsonSchemas.ofArguments(schema.get().node()),
            strict,
            false,
            ContentReader.mark(tool)));
  }

  private void readChoice(RequestObject said) {
    choice =
        said.requiredString("type")
            .flatMap(type -> choice(type, said))
            .map(chosen -> new RequestField<>(said.path(), chosen));
    parallel =
        said.bool("disable_parallel_tool_use")
            .map(disabled -> new RequestField<>(disabled.path(), !disabled.value()));
  }

  private Optional<ToolChoice> choice(RequestField<String> type, RequestObject said) {
    return switch (type.value()) {
      case "auto" -> Optional.of(ToolChoice.Mode.AUTO);
      case "none" -> Optional.of(ToolChoice.Mode.NONE);
      case "any" -> Optional.of(ToolChoice.Mode.REQUIRED);
      case "tool" -> said.requiredString("name").map(name -> new ToolChoice.Named(name.value()));
      default -> {
        findings.refused(type.path());
        yield Optional.empty();
      }
    };
  }

  private boolean isForced(RequestObject tool) {
    return choice.isPresent()
        && choice.get().value() instanceof ToolChoice.Named named
        && named.name().equals(tool.node().path("name").asText());
  }
}
