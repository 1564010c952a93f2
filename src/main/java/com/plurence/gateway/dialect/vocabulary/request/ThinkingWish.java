package com.plurence.gateway.dialect.vocabulary.request;

import java.util.Optional;

/**
 * How much a model is to think.
 *
 * @param amount in one of the ways in which clients say it
 * @param summaryWanted whether the client asked to read it; empty where its dialect has no such
 *     wish
 */
public record ThinkingWish(Amount amount, Optional<Boolean> summaryWanted) {

  /** One of the ways in which clients say it. */
  public sealed interface Amount {}

  /** As much as this word says. */
  public record ByEffort(Effort effort) implements Amount {}

  /** At most so many tokens. */
  public record ByBudget(long tokens) implements Amount {}

  /** As the model sees fit. */
  public record Adaptive(Optional<RequestField<Effort>> effort) implements Amount {}

  /** Not at all. */
  public record Off() implements Amount {}

  /** The words of the OpenAI API and of Anthropic's, from little to much. */
  public enum Effort {
    NONE,
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH,
    XHIGH,
    MAX
  }
}
