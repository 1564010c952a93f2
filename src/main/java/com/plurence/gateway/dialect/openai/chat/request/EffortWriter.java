package com.plurence.gateway.dialect.openai.chat.request;

import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.TargetTraits.Dropped;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Adaptive;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Amount;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.ByBudget;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.ByEffort;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Off;
import java.util.Optional;

/** How much a model is to think, as this dialect says it: in one word. */
final class EffortWriter {
  private static final long LEAST_OF_MEDIUM = 4096;
  private static final long LEAST_OF_HIGH = 16384;

  private EffortWriter() {}

  /** The word; empty where nothing is to be said, which is named if it is something else. */
  static Optional<Effort> effort(
      RequestField<ThinkingWish> wish, TargetTraits traits, Findings findings) {
    Amount amount = wish.value().amount();
    if (amount instanceof Off) {
      return Optional.empty(); // many models know no such field
    }
    if (traits.drops(Dropped.THINKING)) {
      findings.dropped(wish.path());
      if (amount instanceof Adaptive adaptive) {
        adaptive.effort().ifPresent(effort -> findings.dropped(effort.path()));
      }
      return Optional.empty();
    }
    if (amount instanceof ByBudget budget) {
      return Optional.of(nearest(budget.tokens()));
    }
    if (amount instanceof Adaptive adaptive) {
      return adaptive.effort().map(RequestField::value);
    }
    return Optional.of(((ByEffort) amount).effort());
  }

  private static Effort nearest(long tokens) {
    if (tokens < LEAST_OF_MEDIUM) {
      return Effort.LOW;
    }
    return tokens < LEAST_OF_HIGH ? Effort.MEDIUM : Effort.HIGH;
  }
}
