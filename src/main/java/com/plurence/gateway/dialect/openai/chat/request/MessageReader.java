package com.plurence.gateway.dialect.openai.chat.request;

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

/** Reads the messages of a request, one after the other. */
final class MessageReader {
  private final Findings findings;
  private final ContentReader content;
  private final List<Part.Text> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  MessageReader(Findings findings) {
    this.findings = findings;
    this.content = new ContentReader(findings);
  }

  /** The instructions at the head. */
  List<Part.Text> system() {
    return system;
  }

  /** All that follows. */
  List<Turn> turns() {
    return turns;
  }

  void read(RequestObject message) {
    if (message.has("name")) {
      findings.dropped(message.path("name"));
    }
    Optional<RequestField<String>> role = message.requiredString("role");
    if (role.isEmpty()) {
      return;
    }
    switch (role.get().value()) {
      case "system", "developer" -> system(message);
      case "user" -> add(message, Role.USER, marked(message, content.required(message)));
      case "assistant" -> add(message, Role.ASSISTANT, said(message));
      case "tool" -> result(message).ifPresent(part -> add(message, Role.USER, List.of(part)));
      case "function" -> findings.refused(role.get().path());
      default ->
          findings.wrong(
              role.get().path(), "must be one of: system, developer, user, assistant, tool");
    }
  }

  private void add(RequestObject message, Role role, List<Part> parts) {
    turns.add(new Turn(message.path(), role, parts));
  }

  private void system(RequestObject message) {
    List<Part> words = onlyText(marked(message, content.required(message)));
    if (turns.isEmpty()) {
      words.forEach(part -> system.add((Part.Text) part));
    } else {
      add(message, Role.SYSTEM, words);
    }
  }

  private List<Part> onlyText(List<Part> parts) {
    List<Part> words = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Text) {
        words.add(part);
      } else {
        findings.refused(part.path());
      }
    }
    return words;
  }

  private List<Part> marked(RequestObject message, List<Part> parts) {
    List<Part> marked = new ArrayList<>(parts);
    CacheMarks.of(message).ifPresent(mark -> CacheMarks.putOnLast(marked, mark, findings));
    return marked;
  }

  private List<Part> said(RequestObject message) {
    List<Part> words = new ArrayList<>(onlyText(content.optional(message)));
    message
        .string("refusal")
        .filter(refusal -> !refusal.value().isEmpty())
        .ifPresent(refusal -> words.add(Part.Text.of(refusal.path(), refusal.value())));
    List<Part> parts = new ArrayList<>(ThoughtReader.of(message));
    parts.addAll(marked(message, words));
    for (RequestObject call : message.objects("tool_calls")) {
      call(call).ifPresent(parts::add);
    }
    message.any("function_call").ifPresent(older -> findings.refused(older.path()));
    message.any("audio").ifPresent(sound -> findings.refused(sound.path()));
    return parts;
  }

  private Optional<Part.Call> call(RequestObject call) {
    Optional<RequestField<String>> type = call.string("type");
    if (type.isPresent() && !type.get().value().equals("function")) {
      findings.refused(type.get().path());
      return Optional.empty();
    }
    Optional<RequestField<String>> id = call.requiredString("id");
    Optional<RequestObject> function = call.requiredObject("function");
    Optional<RequestField<String>> name = function.flatMap(called -> called.requiredString("name"));
    Optional<RequestField<String>> arguments =
        function.flatMap(called -> called.string("arguments"));
    Optional<String> signature =
        call.object("extra_content")
            .flatMap(extra -> extra.object("google"))
            .flatMap(google -> google.string("thought_signature"))
            .map(RequestField::value);
    if (id.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Part.Call(
            id.get().path(),
            id.get().value(),
            name.get().value(),
            CallArguments.of(arguments.map(RequestField::value).orElse("")),
            signature));
  }

  private Optional<Part.Result> result(RequestObject message) {
    Optional<RequestField<String>> id = message.requiredString("tool_call_id");
    List<Part> parts = content.required(message);
    return id.map(
        call ->
            new Part.Result(
                call.path(), call.value(), Optional.empty(), parts, false, CacheMarks.of(message)));
  }
}
