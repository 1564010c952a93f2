package com.plurence.gateway.dialect.openai.responses.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.CallArguments;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads {@code instructions} and {@code input}: each item becomes a turn of its own, but for the
 * messages of the application that lead the conversation, which are the system prompt.
 */
final class InputReader {
  private static final String INPUT = "input";
  private static final String MESSAGE = "message";

  private final Findings findings;
  private final ContentReader contents;
  private final List<Part.Text> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  InputReader(Findings findings) {
    this.findings = findings;
    contents = new ContentReader(findings);
  }

  /** The system prompt that was read. */
  List<Part.Text> system() {
    return system;
  }

  /** The conversation that was read. */
  List<Turn> turns() {
    return turns;
  }

  void read(RequestObject request) {
    request
        .string("instructions")
        .filter(found -> !found.value().isEmpty())
        .ifPresent(found -> system.add(Part.Text.of(found.path(), found.value())));
    Optional<RequestField<JsonNode>> input = request.any(INPUT);
    if (input.isEmpty()) {
      if (!request.has("prompt")
          && !request.has("previous_response_id")
          && !request.has("conversation")) {
        findings.wrong(INPUT, "must be a string or an array");
      }
    } else if (input.get().value().isTextual()) {
      Part words = Part.Text.of(INPUT, input.get().value().textValue());
      turns.add(new Turn(INPUT, Role.USER, List.of(words)));
    } else if (input.get().value().isArray()) {
      RequestObject.elements(input.get())
          .forEach(element -> RequestObject.object(element, findings).ifPresent(this::item));
    } else {
      findings.wrong(INPUT, "must be a string or an array");
    }
  }

  private void item(RequestObject item) {
    String otherwise = item.has("id") && !item.has("role") ? "item_reference" : MESSAGE;
    Optional<RequestField<String>> type = item.string("type");
    if (type.isEmpty() && item.has("type")) {
      return; // of another kind, which is written down
    }
    switch (type.map(RequestField::value).orElse(otherwise)) {
      case MESSAGE -> message(item);
      case "function_call" -> call(item, "arguments", CallArguments::of);
      case "custom_tool_call" ->
          call(item, "input", text -> JsonNodeFactory.instance.objectNode().put("input", text));
      case "function_call_output", "custom_tool_call_output" -> output(item);
      case "reasoning" -> reasoning(item);
      default -> findings.refused(item.path("type"));
    }
  }

  private void message(RequestObject message) {
    Optional<RequestField<String>> role = message.requiredString("role");
    List<Part> parts = contents.required(message, "content");
    if (role.isEmpty()) {
      return;
    }
    switch (role.get().value()) {
      case "user" -> turns.add(new Turn(message.path(), Role.USER, parts));
      case "assistant" -> turns.add(new Turn(message.path(), Role.ASSISTANT, parts));
      case "system", "developer" -> fromApplication(message.path(), parts);
      default ->
          findings.wrong(role.get().path(), "must be one of user, assistant, system, developer");
    }
  }

  private void fromApplication(String path, List<Part> parts) {
    List<Part> words = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Text) {
        words.add(part);
      } else {
        findings.refused(part.path());
      }
    }
    if (turns.isEmpty()) {
      words.forEach(part -> system.add((Part.Text) part));
    } else {
      turns.add(new Turn(path, Role.SYSTEM, words));
    }
  }

  private void call(RequestObject item, String member, Function<String, ObjectNode> arguments) {
    Optional<RequestField<String>> id = item.requiredString("call_id");
    Optional<RequestField<String>> name = item.requiredString("name");
    Optional<String> said = item.requiredString(member).map(RequestField::value);
    if (id.isPresent() && name.isPresent()) {
      Part call =
          new Part.Call(
              id.get().path(),
              id.get().value(),
              name.get().value(),
              arguments.apply(said.orElse("")),
              Optional.empty());
      turns.add(new Turn(item.path(), Role.ASSISTANT, List.of(call)));
    }
  }

  private void output(RequestObject item) {
    Optional<RequestField<String>> id = item.requiredString("call_id");
    List<Part> parts = contents.required(item, "output");
    id.map(
            found ->
                new Part.Result(
                    found.path(), found.value(), Optional.empty(), parts, false, Optional.empty()))
        .ifPresent(result -> turns.add(new Turn(item.path(), Role.USER, List.of(result))));
  }

  private void reasoning(RequestObject item) {
    turns.add(new Turn(item.path(), Role.ASSISTANT, List.of(contents.thought(item))));
  }
}
