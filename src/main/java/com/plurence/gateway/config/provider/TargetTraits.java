package com.plurence.gateway.config.provider;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/**
 * What the model of a target is like, because names do not tell: read only for requests that are
 * translated to its provider's dialect.
 *
 * @param maxOutput tokens, where the dialect demands a limit and the client gives none
 * @param drops what the model refuses, so that it is left out
 * @param thinkingBudget whether it takes a number of tokens to think with, as older models do,
 *     rather than an effort or a level
 * @param systemInMessages whether it takes system messages in the middle of a conversation
 * @param autoCache whether the whole prompt is to be cached when the client marks nothing
 * @param callIds whether calls and results have ids
 * @param oldMaxTokensField whether the server knows {@code max_tokens} alone
 * @param reasoningContent whether the server wants its thoughts back
 * @param demo the dialect that the demo provider speaks for this target, in place of Chat
 *     Completions
 * @param extra members put into the request where translation wrote none; nobody changes it
 */
public record TargetTraits(
    long maxOutput,
    Set<Dropped> drops,
    boolean thinkingBudget,
    boolean systemInMessages,
    boolean autoCache,
    boolean callIds,
    boolean oldMaxTokensField,
    boolean reasoningContent,
    Optional<DemoDialect> demo,
    ObjectNode extra) {

  /** A low limit would cut responses off in silence. */
  public static final long DEFAULT_MAX_OUTPUT = 32_000;

  /** Of a target of which nothing is said. */
  public static final TargetTraits DEFAULT =
      new TargetTraits(
          DEFAULT_MAX_OUTPUT,
          Set.of(),
          false,
          false,
          false,
          true,
          false,
          false,
          Optional.empty(),
          JsonNodeFactory.instance.objectNode());

  /** Copies the set. */
  public TargetTraits {
    drops = Set.copyOf(drops);
  }

  /** What the model of a target of any provider but the demo's is like. */
  public TargetTraits(
      long maxOutput,
      Set<Dropped> drops,
      boolean thinkingBudget,
      boolean systemInMessages,
      boolean autoCache,
      boolean callIds,
      boolean oldMaxTokensField,
      boolean reasoningContent,
      ObjectNode extra) {
    this(
        maxOutput,
        drops,
        thinkingBudget,
        systemInMessages,
        autoCache,
        callIds,
        oldMaxTokensField,
        reasoningContent,
        Optional.empty(),
        extra);
  }

  /** What the demo provider can be told to speak. */
  public enum DemoDialect {
    ANTHROPIC,
    GOOGLE,
    RESPONSES
  }

  /** A field that some models answer with 400. */
  public enum Dropped {
    TEMPERATURE,
    TOP_P,
    TOP_K,
    THINKING
  }

  /** Whether the model refuses {@code field}. */
  public boolean drops(Dropped field) {
    return drops.contains(field);
  }
}
