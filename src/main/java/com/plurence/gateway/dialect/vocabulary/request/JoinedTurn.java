package com.plurence.gateway.dialect.vocabulary.request;

import com.plurence.gateway.dialect.vocabulary.Part;
import com.plurence.gateway.dialect.vocabulary.Turn;
import java.util.List;

/** Everything that one of the two sides says before the other side speaks again. */
public sealed interface JoinedTurn {

  /**
   * The application's side: what the model reads before it answers.
   *
   * @param results of the calls in the turn before, in the client's order, each with the name of
   *     its tool; every provider wants them first
   * @param words what is said beside, in its order: turns of the user and of the system, of which
   *     no two neighbours have the same role, and none has results. Blank text is still there.
   */
  record UserTurn(List<Part.Result> results, List<Turn> words) implements JoinedTurn {
    /** Copies the lists. */
    public UserTurn {
      results = List.copyOf(results);
      words = List.copyOf(words);
    }
  }

  /**
   * The model's side.
   *
   * @param parts text, reasoning and calls, in the client's order; may be empty
   */
  record AssistantTurn(List<Part> parts) implements JoinedTurn {
    /** Copies the parts. */
    public AssistantTurn {
      parts = List.copyOf(parts);
    }
  }
}
