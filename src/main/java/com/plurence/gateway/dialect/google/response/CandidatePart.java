package com.plurence.gateway.dialect.google.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.CallArguments;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import java.util.Optional;

/** Reads one part of what a model says. */
final class CandidatePart {
  private static final String NO_PATH = "";

  private CandidatePart() {}

  /** Text, a thought or a call; empty for what nobody here knows, and for no words. */
  static Optional<Part> read(Members part, IdSource ids) throws MalformedAnswer {
    Optional<JsonNode> call = part.object("functionCall");
    if (call.isPresent()) {
      return Optional.of(call(new Members(call.get()), part.text("thoughtSignature"), ids));
    }
    boolean thought = part.node().path("thought").asBoolean(false);
    return part.text("text")
        .map(
            text ->
                thought
                    ? new Part.Reasoning(NO_PATH, text, Optional.empty())
                    : Part.Text.of(NO_PATH, text));
  }

  /** Models before Gemini 3 give no ids, and a call without arguments has no such member. */
  private static Part.Call call(Members call, Optional<String> signature, IdSource ids)
      throws MalformedAnswer {
    String name = call.text("name").orElseThrow(() -> new MalformedAnswer("a call has no name"));
    String id = call.text("id").orElseGet(() -> ids.next("call_"));
    return new Part.Call(NO_PATH, id, name, arguments(call.node().path("args")), signature);
  }

  private static ObjectNode arguments(JsonNode args) {
    if (args instanceof ObjectNode object) {
      return object;
    }
    if (args.isMissingNode()) {
      return JsonNodeFactory.instance.objectNode();
    }
    return CallArguments.of(args.isTextual() ? args.textValue() : TranslationJson.text(args));
  }
}
