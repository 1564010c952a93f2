package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.ToolNames;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Conversation;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.AssistantTurn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.UserTurn;
import java.util.List;

/** Writes a conversation: the user begins, the sides take turns, and nobody says nothing. */
final class Contents {
  /** What a user says who must say something and has nothing to say. */
  private static final String NOTHING = ".";

  private final ToolNames names;
  private final TargetTraits traits;
  private final Findings findings;
  private final ArrayNode contents = JsonNodeFactory.instance.arrayNode();
  private ArrayNode userParts = JsonNodeFactory.instance.arrayNode();
  private boolean userSpeaks;

  private Contents(ToolNames names, TargetTraits traits, Findings findings) {
    this.names = names;
    this.traits = traits;
    this.findings = findings;
  }

  /** The conversation in {@code turns}. */
  static ArrayNode of(List<Turn> turns, ToolNames names, TargetTraits traits, Findings findings) {
    Contents writer = new Contents(names, traits, findings);
    writer.write(Conversation.of(turns, findings));
    return writer.contents;
  }

  private void write(Conversation conversation) {
    List<Part> asked = List.of();
    for (JoinedTurn turn : conversation.turns()) {
      if (turn instanceof UserTurn user) {
        userSpeaks = true;
        FunctionResponses.write(asked, user.results(), names, traits, findings, userParts);
        user.words().forEach(this::words);
      } else if (turn instanceof AssistantTurn assistant) {
        asked = assistant.parts();
        model(ModelParts.of(asked, names, traits, findings));
      }
    }
    if (userSpeaks || contents.isEmpty()) {
      endUser();
    }
  }

  /** A turn without parts is left out, and what the user says before and behind it is one turn. */
  private void model(ArrayNode parts) {
    if (!parts.isEmpty()) {
      endUser();
      contents.addObject().put("role", "model").set("parts", parts);
    }
  }

  private void endUser() {
    if (userParts.isEmpty()) {
      userParts.addObject().put("text", NOTHING);
    }
    contents.addObject().put("role", "user").set("parts", userParts);
    userParts = JsonNodeFactory.instance.arrayNode();
    userSpeaks = false;
  }

  private void words(Turn turn) {
    for (Part part : turn.parts()) {
      if (part instanceof Part.Text text) {
        words(turn.role(), text.text());
      } else if (part instanceof Part.Media media) {
        MediaParts.of(media, findings).ifPresent(userParts::add);
      }
    }
  }

  /** There is no role for instructions in the middle, so they stay in their place as a reminder. */
  private void words(Role role, String text) {
    if (!text.isBlank()) {
      boolean reminder = role == Role.SYSTEM;
      userParts
          .addObject()
          .put("text", reminder ? "<system-reminder>\n" + text + "\n</system-reminder>" : text);
    }
  }
}
