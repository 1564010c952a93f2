package com.plurence.gateway.dialect.openai.chat.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.translation.CallArguments;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads whole chat completions. */
public final class CompletionReader {
  private static final String NOWHERE = "";

  private final IdSource ids;

  /**
   * @param ids for calls that the provider gives none
   */
  public CompletionReader(IdSource ids) {
    this.ids = ids;
  }

  /**
   * Reads {@code document}.
   *
   * @throws MalformedAnswer if it is no chat completion
   */
  public ModelAnswer read(JsonNode document) throws MalformedAnswer {
    List<ModelAnswer.Choice> choices = new ArrayList<>();
    for (JsonNode choice : MessageFields.list(document, "choices")) {
      choices.add(choice(choice));
    }
    if (choices.isEmpty()) {
      throw new MalformedAnswer("no choices");
    }
    return new ModelAnswer(
        document.path("id").asText(""),
        document.path("model").asText(""),
        choices,
        UsageFields.read(document.path("usage")));
  }

  private ModelAnswer.Choice choice(JsonNode choice) throws MalformedAnswer {
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      throw new MalformedAnswer("a choice without a message");
    }
    List<Part> parts = new ArrayList<>();
    String thought = MessageFields.thought(message);
    if (!thought.isEmpty()) {
      parts.add(new Part.Reasoning(NOWHERE, thought, Optional.empty()));
    }
    String text = MessageFields.text(message, "content");
    if (!text.isEmpty()) {
      parts.add(Part.Text.of(NOWHERE, text));
    }
    String refusal = MessageFields.text(message, "refusal");
    if (!refusal.isEmpty()) {
      parts.add(new Part.Refusal(NOWHERE, refusal));
    }
    JsonNode calls = MessageFields.list(message, "tool_calls");
    for (JsonNode call : calls) {
      parts.add(call(call));
    }
    String reason = choice.path("finish_reason").asText("");
    return new ModelAnswer.Choice(
        parts, FinishReasons.read(reason, !calls.isEmpty(), !refusal.isEmpty()));
  }

  private Part.Call call(JsonNode call) throws MalformedAnswer {
    JsonNode function = call.path("function");
    String name = function.path("name").asText("");
    if (name.isEmpty()) {
      throw new MalformedAnswer("a call of nothing");
    }
    String id = call.path("id").asText("");
    return new Part.Call(
        NOWHERE,
        id.isEmpty() ? ids.next("call_") : id,
        name,
        CallArguments.of(MessageFields.arguments(function)),
        Optional.empty());
  }
}
