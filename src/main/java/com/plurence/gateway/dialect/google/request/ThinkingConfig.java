package com.plurence.gateway.dialect.google.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Optional;

/** Writes how much the model is to think: by a level, or, for older models, by a budget. */
final class ThinkingConfig {
  /** Tokens that models which take a budget take at most. */
  private static final long LARGEST_BUDGET = 24_576;

  /** As the model sees fit. */
  private static final long DYNAMIC_BUDGET = -1;

  private static final long MEDIUM_FROM = 4_096;
  private static final long HIGH_FROM = 16_384;

  private ThinkingConfig() {}

  /** Writes {@code wish} into {@code config}, unless the model refuses such wishes. */
  static void write(
      RequestField<ThinkingWish> wish, TargetTraits traits, Findings findings, ObjectNode config) {
    Amount amount = wish.value().amount();
    if (traits.drops(Dropped.THINKING)) {
      findings.dropped(wish.path());
      effortBeside(amount).ifPresent(effort -> findings.dropped(effort.path()));
      return;
    }
    ObjectNode thinking = JsonNodeFactory.instance.objectNode();
    if (traits.thinkingBudget()) {
      thinking.put("thinkingBudget", budget(amount));
    } else {
      level(amount).ifPresent(level -> thinking.put("thinkingLevel", level));
    }
    if (!isOff(amount) && wish.value().summaryWanted().orElse(true)) {
      thinking.put("includeThoughts", true);
    }
    if (!thinking.isEmpty()) {
      config.set("thinkingConfig", thinking);
    }
  }

  private static Optional<RequestField<Effort>> effortBeside(Amount amount) {
    return amount instanceof Adaptive adaptive ? adaptive.effort() : Optional.empty();
  }

  /** The effort that is asked for in so many words. */
  private static Optional<Effort> effort(Amount amount) {
    return amount instanceof ByEffort said
        ? Optional.of(said.effort())
        : effortBeside(amount).map(RequestField::value);
  }

  private static boolean isOff(Amount amount) {
    return amount instanceof ThinkingWish.Off
        || effort(amount).filter(Effort.NONE::equals).isPresent();
  }

  private static long budget(Amount amount) {
    if (amount instanceof ByBudget said) {
      return said.tokens();
    }
    return isOff(amount) ? 0 : effort(amount).map(ThinkingConfig::budget).orElse(DYNAMIC_BUDGET);
  }

  private static long budget(Effort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> 1_024;
      case LOW -> 2_048;
      case MEDIUM -> 8_192;
      case HIGH -> 16_384;
      case XHIGH, MAX -> LARGEST_BUDGET;
    };
  }

  /** Empty for as much as the model sees fit, which is what it does unasked. */
  private static Optional<String> level(Amount amount) {
    if (amount instanceof ByBudget said) {
      return Optional.of(level(said.tokens()));
    }
    return isOff(amount) ? Optional.of("MINIMAL") : effort(amount).map(ThinkingConfig::level);
  }

  private static String level(long budget) {
    if (budget < MEDIUM_FROM) {
      return "LOW";
    }
    return budget < HIGH_FROM ? "MEDIUM" : "HIGH";
  }

  private static String level(Effort effort) {
    return switch (effort) {
      case NONE, MINIMAL -> "MINIMAL";
      case LOW -> "LOW";
      case MEDIUM -> "MEDIUM";
      case HIGH, XHIGH, MAX -> "HIGH";
    };
  }
}
