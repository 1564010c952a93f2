package com.plurence.gateway.dialect.openai.responses.request;

import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What {@code reasoning} says. */
final class ReasoningOptions {
  private ReasoningOptions() {}

  static Optional<RequestField<ThinkingWish>> thinking(RequestObject request) {
    return request.object("reasoning").flatMap(ReasoningOptions::wish);
  }

  private static Optional<RequestField<ThinkingWish>> wish(RequestObject reasoning) {
    Optional<RequestField<String>> summary =
        reasoning.string("summary").or(() -> reasoning.string("generate_summary"));
    Optional<Boolean> summaryWanted = Optional.of(summary.isPresent());
    Optional<RequestField<String>> effort = reasoning.string("effort");
    if (effort.isEmpty()) {
      // The model thinks as it sees fit, and the client wants to read it.
      return summary.map(
          found ->
              new RequestField<>(
                  found.path(),
                  new ThinkingWish(new ThinkingWish.Adaptive(Optional.empty()), summaryWanted)));
    }
    return effort
        .flatMap(found -> effort(reasoning, found))
        .map(
            word ->
                new RequestField<>(
                    reasoning.path("effort"),
                    new ThinkingWish(new ThinkingWish.ByEffort(word), summaryWanted)));
  }

  private static Optional<Effort> effort(RequestObject reasoning, RequestField<String> word) {
    Optional<Effort> known =
        Arrays.stream(Effort.values())
            .filter(effort -> effort.name().toLowerCase(Locale.ROOT).equals(word.value()))
            .findFirst();
    if (known.isEmpty()) {
      reasoning
          .findings()
          .wrong(word.path(), "must be one of none, minimal, low, medium, high, xhigh, max");
    }
    return known;
  }
}
