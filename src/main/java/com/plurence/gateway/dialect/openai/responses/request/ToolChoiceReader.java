package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.ToolChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads which tools the model may or must call. */
final class ToolChoiceReader {
  private static final String CHOICE = "tool_choice";
  private static final String REQUIRED = "required";

  /** Types of tools that a client runs itself. */
  private static final Set<String> CLIENTS = Set.of("function", "custom");

  private ToolChoiceReader() {}

  static Optional<RequestField<ToolChoice>> choice(RequestObject request) {
    Optional<RequestField<JsonNode>> given = request.any(CHOICE);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    JsonNode value = given.get().value();
    Optional<ToolChoice> choice;
    if (value.isTextual()) {
      choice = mode(request, value.textValue());
    } else if (value.isObject()) {
      choice = request.object(CHOICE).flatMap(ToolChoiceReader::choiceIn);
    } else {
      request.findings().wrong(CHOICE, "must be a string or an object");
      return Optional.empty();
    }
    return choice.map(found -> new RequestField<>(CHOICE, found));
  }

  private static Optional<ToolChoice> mode(RequestObject request, String word) {
    return switch (word) {
      case "auto" -> Optional.of(ToolChoice.Mode.AUTO);
      case "none" -> Optional.of(ToolChoice.Mode.NONE);
      case REQUIRED -> Optional.of(ToolChoice.Mode.REQUIRED);
      default -> {
        request.findings().refused(CHOICE);
        yield Optional.empty();
      }
    };
  }

  private static Optional<ToolChoice> choiceIn(RequestObject choice) {
    Optional<RequestField<String>> type = choice.requiredString("type");
    if (type.isEmpty()) {
      return Optional.empty();
    }
    if (CLIENTS.contains(type.get().value())) {
      return choice.requiredString("name").map(name -> new ToolChoice.Named(name.value()));
    }
    if (type.get().value().equals("allowed_tools")) {
      return allowed(choice);
    }
    choice.findings().refused(type.get().path());
    return Optional.empty();
  }

  /** Tools that OpenAI would run are dropped, so they are not among the allowed ones either. */
  private static Optional<ToolChoice> allowed(RequestObject choice) {
    Optional<RequestField<String>> mode = choice.requiredString("mode");
    String word = mode.map(RequestField::value).orElse("auto");
    boolean required = word.equals(REQUIRED);
    if (!required && !word.equals("auto")) {
      choice.findings().wrong(choice.path("mode"), "must be auto or required");
    }
    if (!choice.has("tools")) {
      choice.findings().wrong(choice.path("tools"), "must be an array");
    }
    List<String> names = new ArrayList<>();
    for (RequestObject tool : choice.objects("tools")) {
      Optional<RequestField<String>> type = tool.requiredString("type");
      if (type.isPresent() && CLIENTS.contains(type.get().value())) {
        tool.requiredString("name").ifPresent(name -> names.add(name.value()));
      }
    }
    if (!names.isEmpty()) {
      return Optional.of(new ToolChoice.Allowed(names, required));
    }
    if (required) {
      choice.findings().refused(choice.path("tools"));
      return Optional.empty();
    }
    return Optional.of(ToolChoice.Mode.NONE);
  }
}
