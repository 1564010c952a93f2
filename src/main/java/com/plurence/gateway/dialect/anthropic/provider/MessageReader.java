package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.CallArguments;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.ModelAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a whole message. */
public final class MessageReader {
  private static final String IN_NO_REQUEST = "";

  private MessageReader() {}

  /**
   * What {@code message} says.
   *
   * @param ids makes ids where the message has none
   * @throws MalformedAnswer if it is no message
   */
  public static ModelAnswer read(JsonNode message, IdSource ids) throws MalformedAnswer {
    JsonNode content = message.path("content");
    if (!content.isArray()) {
      throw new MalformedAnswer("a message without content");
    }
    List<Part> parts = new ArrayList<>();
    for (JsonNode block : content) {
      part(block, ids).ifPresent(parts::add);
    }
    UsageCount usage = new UsageCount();
    usage.add(message.path("usage"));
    return new ModelAnswer(
        message.path("id").isTextual() ? message.path("id").textValue() : ids.next("msg_"),
        message.path("model").asText(""),
        List.of(
            new ModelAnswer.Choice(
                parts,
                StopReasons.finish(message)
                    .orElseThrow(() -> new MalformedAnswer("a message without a stop reason")))),
        usage.usage());
  }

  /** The part that a block is; empty for kinds that nobody here knows, and if it says nothing. */
  private static Optional<Part> part(JsonNode block, IdSource ids) throws MalformedAnswer {
    return switch (text(block, "type")) {
      case "text" ->
          Optional.<Part>of(Part.Text.of(IN_NO_REQUEST, text(block, "text")))
              .filter(part -> !block.path("text").textValue().isEmpty());
      case "thinking" -> thought(block);
      case "redacted_thinking" ->
          Optional.of(
              new Part.Reasoning(
                  IN_NO_REQUEST,
                  "",
                  Optional.of(new Seal(Seal.Kind.ANTHROPIC_REDACTED, text(block, "data")))));
      case "tool_use" ->
          Optional.of(
              new Part.Call(
                  IN_NO_REQUEST,
                  callId(block, ids),
                  text(block, "name"),
                  arguments(block.path("input")),
                  Optional.empty()));
      default -> Optional.empty();
    };
  }

  private static Optional<Part> thought(JsonNode block) throws MalformedAnswer {
    String words = text(block, "thinking");
    Optional<Seal> seal =
        Optional.ofNullable(block.path("signature").textValue())
            .filter(signature -> !signature.isEmpty())
            .map(signature -> new Seal(Seal.Kind.ANTHROPIC, signature));
    return words.isEmpty() && seal.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part.Reasoning(IN_NO_REQUEST, words, seal));
  }

  /** The id of a call, made if the provider gives none. */
  static String callId(JsonNode block, IdSource ids) {
    String id = block.path("id").asText("");
    return id.isEmpty() ? ids.next("call_") : id;
  }

  private static ObjectNode arguments(JsonNode input) {
    if (input instanceof ObjectNode object) {
      return object;
    }
    return input.isMissingNode() || input.isNull()
        ? JsonNodeFactory.instance.objectNode()
        : CallArguments.of(input.isTextual() ? input.textValue() : TranslationJson.text(input));
  }

  /** The text in a member that must have one. */
  static String text(JsonNode node, String member) throws MalformedAnswer {
    String text = node.path(member).textValue();
    if (text == null) {
      throw new MalformedAnswer("no text in " + member);
    }
    return text;
  }
}
