package com.plurence.gateway.dialect.vocabulary.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.AssistantTurn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.UserTurn;
import com.plurence.gateway.error.FieldError;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConversationTest {
  private final Findings findings = new Findings();

  @Test
  void joinsNeighboursAndPutsResultsFirstWithTheNamesOfTheirTools() {
    Conversation conversation =
        Conversation.of(
            List.of(
                turn("0", Role.USER, text("Hello")),
                turn("1", Role.ASSISTANT, text("Looking.")),
                turn("2", Role.ASSISTANT, call("2", "a", "weather"), call("2", "b", "time")),
                turn("3", Role.SYSTEM, text("Hurry.")),
                turn("4", Role.USER, text("First"), result("4", "b")),
                turn("5", Role.USER, result("5", "a"), text("then")),
                turn("6", Role.SYSTEM, text("Be brief.")),
                turn("7", Role.USER, text("last"))),
            findings);

    assertThat(findings.isClean()).isTrue();
    assertThat(conversation.turns()).hasSize(3);
    assertThat(((AssistantTurn) conversation.turns().get(1)).parts()).hasSize(3);
    UserTurn last = (UserTurn) conversation.turns().get(2);
    assertThat(last.results())
        .extracting(Part.Result::id, result -> result.name().orElseThrow())
        .containsExactly(tuple("b", "time"), tuple("a", "weather"));
    assertThat(last.words())
        .containsExactly(
            turn("3", Role.SYSTEM, text("Hurry.")),
            turn("4", Role.USER, text("First"), text("then")),
            turn("6", Role.SYSTEM, text("Be brief.")),
            turn("7", Role.USER, text("last")));
  }

  @Test
  void refusesResultsAndCallsThatDoNotPair() {
    Conversation.of(
        List.of(
            turn("0", Role.USER, result("orphan", "a")),
            turn("1", Role.ASSISTANT, call("late", "a", "x"), call("answered", "b", "x")),
            turn("2", Role.USER, result("2", "b"), result("twice", "b")),
            turn("3", Role.ASSISTANT, text("So.")),
            turn("4", Role.USER, result("too far", "a")),
            turn("5", Role.ASSISTANT, call("last", "c", "x"))),
        findings);

    assertThat(findings.refused())
        .extracting(FieldError::field)
        .containsExactly("orphan", "twice", "late", "too far", "last");
  }

  private static Turn turn(String path, Role role, Part... parts) {
    return new Turn(path, role, List.of(parts));
  }

  private static Part text(String words) {
    return Part.Text.of("", words);
  }

  private static Part call(String path, String id, String name) {
    return new Part.Call(path, id, name, JsonNodeFactory.instance.objectNode(), Optional.empty());
  }

  private static Part result(String path, String id) {
    return new Part.Result(path, id, Optional.empty(), List.of(), false, Optional.empty());
  }
}
