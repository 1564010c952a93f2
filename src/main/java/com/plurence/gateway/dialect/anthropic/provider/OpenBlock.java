package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.Seal;
import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import java.util.Optional;

/**
 * The content block that is open in a stream, if one is: there is never more than one. It tells
 * what its events say.
 */
final class OpenBlock {
  private static final int NO_BLOCK = -1;

  private enum Kind {
    NONE,
    TEXT,
    THINKING,
    CALL,
    /** Of a kind that nobody here knows, so that its deltas are skipped. */
    OTHER
  }

  private final AnswerEvents to;
  private final IdSource ids;
  private Kind kind = Kind.NONE;
  private int index = NO_BLOCK;
  private int calls;
  private boolean argued;

  /** Arguments that stand in the start of the block, where some servers have all of them. */
  private String input = "";

  private String signature = "";

  OpenBlock(AnswerEvents to, IdSource ids) {
    this.to = to;
    this.ids = ids;
  }

  /** A block begins; the one before, if it is still open, is complete. */
  void start(JsonNode event) throws MalformedAnswer {
    stop();
    JsonNode block = event.path("content_block");
    String type = MessageReader.text(block, "type");
    index = event.path("index").asInt(NO_BLOCK);
    switch (type) {
      case "text" -> {
        kind = Kind.TEXT;
        text(block.path("text").asText(""));
      }
      case "thinking" -> {
        kind = Kind.THINKING;
        thinking(block.path("thinking").asText(""));
        signature = block.path("signature").asText("");
      }
      case "redacted_thinking" -> {
        kind = Kind.OTHER;
        to.seal(new Seal(Seal.Kind.ANTHROPIC_REDACTED, MessageReader.text(block, "data")));
      }
      case "tool_use" -> startCall(block);
      default -> kind = Kind.OTHER;
    }
  }

  private void startCall(JsonNode block) throws MalformedAnswer {
    String name = MessageReader.text(block, "name");
    kind = Kind.CALL;
    argued = false;
    JsonNode said = block.path("input");
    input = said.isObject() ? TranslationJson.text(said) : "{}";
    to.call(calls++, MessageReader.callId(block, ids), name, Optional.empty());
  }

  /** More of the block. */
  void delta(JsonNode event) throws MalformedAnswer {
    if (event.path("index").asInt(index) != index) {
      throw new MalformedAnswer("a delta of a block that is not open");
    }
    JsonNode delta = event.path("delta");
    switch (delta.path("type").asText("")) {
      case "text_delta" -> {
        require(Kind.TEXT);
        text(MessageReader.text(delta, "text"));
      }
      case "thinking_delta" -> {
        require(Kind.THINKING);
        thinking(MessageReader.text(delta, "thinking"));
      }
      case "signature_delta" -> {
        require(Kind.THINKING);
        signature = MessageReader.text(delta, "signature");
      }
      case "input_json_delta" -> {
        require(Kind.CALL);
        arguments(MessageReader.text(delta, "partial_json"));
      }
      default -> {
        // A delta of the future, or of citations, says nothing that could be told.
      }
    }
  }

  private void require(Kind wanted) throws MalformedAnswer {
    if (kind != wanted && kind != Kind.OTHER) {
      throw new MalformedAnswer("a delta of another kind than its block");
    }
  }

  private void text(String words) {
    if (kind == Kind.TEXT && !words.isEmpty()) {
      to.text(words);
    }
  }

  private void thinking(String words) {
    if (kind == Kind.THINKING && !words.isEmpty()) {
      to.reasoning(words);
    }
  }

  private void arguments(String json) {
    if (kind == Kind.CALL && !json.isEmpty()) {
      argued = true;
      to.arguments(json);
    }
  }

  /** The block, if one is open, is complete. */
  void stop() {
    if (kind == Kind.THINKING && !signature.isEmpty()) {
      to.seal(new Seal(Seal.Kind.ANTHROPIC, signature));
    }
    if (kind == Kind.CALL) {
      if (!argued) {
        to.arguments(input);
      }
      to.callEnd();
    }
    kind = Kind.NONE;
    index = NO_BLOCK;
    signature = "";
  }
}
