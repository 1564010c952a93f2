package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Conversation;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn;
import java.util.ArrayList;
import java.util.List;

/** The turns of a conversation as the array {@code messages}. For one request. */
final class MessageTurns {
  /** What a turn says that has nothing to say: Anthropic refuses empty ones. */
  private static final String NOTHING = ".";

  private final boolean systemInMessages;
  private final ContentBlocks blocks;
  private final Findings findings;
  private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();

  /**
   * Nothing yet.
   *
   * @param systemInMessages whether the model takes system messages in the middle
   */
  MessageTurns(boolean systemInMessages, ContentBlocks blocks, Findings findings) {
    this.systemInMessages = systemInMessages;
    this.blocks = blocks;
    this.findings = findings;
  }

  ArrayNode write(List<Turn> turns) {
    for (JoinedTurn turn : Conversation.of(withSomethingToSay(turns), findings).turns()) {
      if (turn instanceof JoinedTurn.UserTurn user) {
        writeUser(user);
      } else if (turn instanceof JoinedTurn.AssistantTurn assistant) {
        writeAssistant(assistant);
      }
    }
    if (messages.isEmpty()) {
      message("user").add(nothing());
    }
    cutTrailingWhiteSpace();
    return messages;
  }

  /** Without blank text, foreign thoughts, and turns of the assistant that are empty then. */
  private List<Turn> withSomethingToSay(List<Turn> turns) {
    List<Turn> kept = new ArrayList<>();
    for (Turn turn : turns) {
      List<Part> parts = turn.parts().stream().filter(this::isTaken).toList();
      if (!parts.isEmpty() || turn.role() == Role.USER) {
        kept.add(new Turn(turn.path(), turn.role(), parts));
      }
    }
    return kept;
  }

  private boolean isTaken(Part part) {
    if (part instanceof Part.Reasoning thought) {
      if (thought.seal().isEmpty()) {
        findings.dropped(thought.path());
      }
      return ContentBlocks.isSigned(thought);
    }
    return !ContentBlocks.isBlank(part);
  }

  private void writeUser(JoinedTurn.UserTurn turn) {
    ArrayNode content = message("user");
    blocks.add(content, turn.results());
    boolean somethingIsSaid =
        !turn.results().isEmpty()
            || turn.words().stream().anyMatch(words -> isOfUser(words) && !words.parts().isEmpty());
    boolean behind = systemInMessages && somethingIsSaid;
    for (Turn words : turn.words()) {
      if (isOfUser(words)) {
        blocks.add(content, words.parts());
      } else if (!behind) {
        addSystem(content, words, true);
      }
    }
    if (content.isEmpty()) {
      content.add(nothing());
    }
    if (behind && !turn.words().stream().allMatch(MessageTurns::isOfUser)) {
      ArrayNode system = message("system");
      turn.words().stream()
          .filter(words -> !isOfUser(words))
          .forEach(words -> addSystem(system, words, false));
    }
  }

  private static boolean isOfUser(Turn turn) {
    return turn.role() == Role.USER;
  }

  private void addSystem(ArrayNode content, Turn words, boolean asReminder) {
    for (Part part : words.parts()) {
      if (part instanceof Part.Text text) {
        String said =
            asReminder ? "<system-reminder>\n" + text.text() + "\n</system-reminder>" : text.text();
        content.add(ContentBlocks.text(said, text.cacheMark()));
      } else {
        findings.refused(part.path());
      }
    }
  }

  private void writeAssistant(JoinedTurn.AssistantTurn turn) {
    if (messages.isEmpty()) {
      message("user").add(nothing());
    }
    ArrayNode content = message("assistant");
    for (Part part : turn.parts()) {
      if (part instanceof Part.Media) {
        findings.refused(part.path());
      } else {
        blocks.add(content, List.of(part));
      }
    }
  }

  private ArrayNode message(String role) {
    return messages.addObject().put("role", role).putArray("content");
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", NOTHING);
  }

  /** A response that the client has begun must not end in white space, or it is refused. */
  private void cutTrailingWhiteSpace() {
    JsonNode last = messages.get(messages.size() - 1);
    JsonNode content = last.path("content");
    boolean begun = last.path("role").asText().equals("assistant");
    if (begun
        && content.path(content.size() - 1) instanceof ObjectNode block
        && block.path("type").asText().equals("text")) {
      block.put("text", block.path("text").asText().stripTrailing());
    }
  }
}
