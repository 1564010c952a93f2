package com.plurence.gateway.dialect.anthropic.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code system} and {@code messages}. For one request. */
final class TurnReader {
  private final Findings findings;
  private final List<Part.Text> system = new ArrayList<>();
  private final List<Turn> turns = new ArrayList<>();

  TurnReader(Findings findings) {
    this.findings = findings;
  }

  /** The instructions that lead the conversation. */
  List<Part.Text> system() {
    return system;
  }

  /** The conversation after them. */
  List<Turn> turns() {
    return turns;
  }

  void read(RequestObject request) {
    List<Turn> all = messages(request);
    request
        .any("system")
        .ifPresent(content -> addSystem(new ContentReader(Place.SYSTEM, findings).read(content)));
    for (Turn turn : all) {
      if (turns.isEmpty() && turn.role() == Role.SYSTEM) {
        addSystem(turn.parts());
      } else {
        turns.add(turn);
      }
    }
  }

  private void addSystem(List<Part> parts) {
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        system.add(text);
      }
    }
  }

  private List<Turn> messages(RequestObject request) {
    JsonNode messages = request.node().path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      findings.wrong("messages", "must be an array with at least one message");
      return List.of();
    }
    List<Turn> all = new ArrayList<>();
    for (RequestField<JsonNode> message : request.array("messages")) {
      RequestObject.object(message, findings).flatMap(this::message).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Turn> message(RequestObject message) {
    Optional<Role> role = message.requiredString("role").flatMap(this::role);
    return role.map(
        known ->
            new Turn(
                message.path(),
                known,
                new ContentReader(place(known), findings).read(message, "content")));
  }

  private Optional<Role> role(RequestField<String> role) {
    return switch (role.value()) {
      case "user" -> Optional.of(Role.USER);
      case "assistant" -> Optional.of(Role.ASSISTANT);
      case "system" -> Optional.of(Role.SYSTEM);
      default -> {
        findings.wrong(role.path(), "must be user, assistant or system");
        yield Optional.empty();
      }
    };
  }

  private static Place place(Role role) {
    return switch (role) {
      case USER -> Place.USER;
      case ASSISTANT -> Place.ASSISTANT;
      case SYSTEM -> Place.SYSTEM;
    };
  }
}
