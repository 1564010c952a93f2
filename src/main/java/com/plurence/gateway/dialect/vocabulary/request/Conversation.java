package com.plurence.gateway.dialect.vocabulary.request;

import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Role;
import com.plurence.gateway.dialect.vocabulary.Turn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.AssistantTurn;
import com.plurence.gateway.dialect.vocabulary.request.JoinedTurn.UserTurn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client's turns as every provider wants them: the sides take turns, results come first in their
 * turn, and every result answers a call of the turn before it. A system message in the middle stays
 * in the user's turn in which it stands, because instructions that move to the head would change
 * the beginning of the prompt, which providers cache.
 *
 * <p>The turns for a conversation are the beginning of those for a longer one, but for the last of
 * them, to which parts may be added.
 *
 * @param turns of the user and the assistant, one after the other; either may be the first
 */
public record Conversation(List<JoinedTurn> turns) {
  private static final String UNANSWERED = "has no result in the turn after it";
  private static final String UNASKED = "matches no call in the turn before it";

  /** Copies the turns. */
  public Conversation {
    turns = List.copyOf(turns);
  }

  /**
   * Joins {@code turns}.
   *
   * @param findings gets every result without a call and every call without a result, which all
   *     providers refuse
   */
  public static Conversation of(List<Turn> turns, Findings findings) {
    List<JoinedTurn> joined = new ArrayList<>();
    Calls open = new Calls(List.of());
    int next = 0;
    while (next < turns.size()) {
      int from = next;
      boolean assistant = isAssistant(turns.get(from));
      while (next < turns.size() && isAssistant(turns.get(next)) == assistant) {
        next++;
      }
      List<Turn> run = turns.subList(from, next);
      if (assistant) {
        AssistantTurn turn = assistantTurn(run);
        joined.add(turn);
        open = new Calls(turn.parts());
      } else {
        joined.add(userTurn(run, open, findings));
        open.refuseRest(findings);
        open = new Calls(List.of());
      }
    }
    open.refuseRest(findings);
    return new Conversation(joined);
  }

  private static boolean isAssistant(Turn turn) {
    return turn.role() == Role.ASSISTANT;
  }

  private static AssistantTurn assistantTurn(List<Turn> run) {
    return new AssistantTurn(run.stream().flatMap(turn -> turn.parts().stream()).toList());
  }

  private static UserTurn userTurn(List<Turn> run, Calls open, Findings findings) {
    List<Part.Result> results = new ArrayList<>();
    List<Turn> words = new ArrayList<>();
    for (int from = 0, next; from < run.size(); from = next) {
      Turn first = run.get(from);
      List<Part> parts = new ArrayList<>();
      for (next = from; next < run.size() && run.get(next).role() == first.role(); next++) {
        for (Part part : run.get(next).parts()) {
          if (part instanceof Part.Result result) {
            open.answer(result, findings).ifPresent(results::add);
          } else {
            parts.add(part);
          }
        }
      }
      if (!parts.isEmpty()) {
        words.add(new Turn(first.path(), first.role(), parts));
      }
    }
    return new UserTurn(results, words);
  }

  /** The calls of one turn that have no result yet, each id as often as it was given. */
  private static final class Calls {
    private final Map<String, Deque<Part.Call>> byId = new LinkedHashMap<>();

    private Calls(List<Part> parts) {
      for (Part part : parts) {
        if (part instanceof Part.Call call) {
          byId.computeIfAbsent(call.id(), id -> new ArrayDeque<>()).add(call);
        }
      }
    }

    private Optional<Part.Result> answer(Part.Result result, Findings findings) {
      Deque<Part.Call> asked = byId.get(result.id());
      if (asked == null || asked.isEmpty()) {
        findings.refused(result.path(), UNASKED);
        return Optional.empty();
      }
      return Optional.of(
          new Part.Result(
              result.path(),
              result.id(),
              Optional.of(asked.remove().name()),
              result.parts(),
              result.isError(),
              result.cacheMark()));
    }

    private void refuseRest(Findings findings) {
      byId.values()
          .forEach(calls -> calls.forEach(call -> findings.refused(call.path(), UNANSWERED)));
    }
  }
}
