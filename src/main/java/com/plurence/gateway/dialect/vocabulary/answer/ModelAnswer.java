package com.plurence.gateway.dialect.vocabulary.answer;

import com.plurence.gateway.dialect.vocabulary.Part;
import java.util.List;
import java.util.Optional;

/**
 * A whole response of a model, in no dialect.
 *
 * @param id the provider's
 * @param model as the provider calls it
 * @param choices at least one
 * @param usage empty if the provider reports none
 */
public record ModelAnswer(String id, String model, List<Choice> choices, Optional<Usage> usage) {

  /** Copies the choices. */
  public ModelAnswer {
    choices = List.copyOf(choices);
  }

  /**
   * One of the responses that were asked for.
   *
   * @param parts text, refusal, call and reasoning, in their order; tools by the names that the
   *     provider knows
   */
  public record Choice(List<Part> parts, Finish finish) {
    /** Copies the parts. */
    public Choice {
      parts = List.copyOf(parts);
    }
  }
}
