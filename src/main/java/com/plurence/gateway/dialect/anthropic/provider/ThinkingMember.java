package com.plurence.gateway.dialect.anthropic.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import java.util.Locale;
import java.util.Optional;

/** The member {@code thinking}, and the effort beside it. For one request. */
final class ThinkingMember {
  /** Anthropic takes no smaller budget. */
  private static final long LEAST_BUDGET = 1024;

  private final TargetTraits traits;
  private final Findings findings;
  private final ObjectNode body;

  /**
   * Nothing yet.
   *
   * @param body has {@code max_tokens} and {@code messages}, and gets what is written
   */
  ThinkingMember(TargetTraits traits, Findings findings, ObjectNode body) {
    this.traits = traits;
    this.findings = findings;
    this.body = body;
  }

  /**
   * Writes what is wished, or names it as dropped.
   *
   * @param toolForced whether the model must call a tool, which it can't do thinking: the tool is
   *     what was asked for
   * @return whether the model is to think
   */
  boolean write(RequestField<ThinkingWish> wish, boolean toolForced) {
    ThinkingWish.Amount amount = wish.value().amount();
    Optional<ObjectNode> thinking =
        traits.drops(TargetTraits.Dropped.THINKING) ? Optional.empty() : thinking(amount);
    boolean thinks = thinking.filter(ThinkingMember::isOn).isPresent();
    if (thinking.isEmpty() || (thinks && (toolForced || isRefused(thinking.get())))) {
      findings.dropped(wish.path());
      effort(amount).ifPresent(effort -> findings.dropped(effort.path()));
      return false;
    }
    if (thinks && wish.value().summaryWanted().orElse(false)) {
      thinking.get().put("display", "summarized");
    }
    body.set("thinking", thinking.get());
    if (thinks && !traits.thinkingBudget()) {
      writeEffort(amount);
    }
    return thinks;
  }

  /** What is wished in Anthropic's words; empty if the target can't be told. */
  private Optional<ObjectNode> thinking(ThinkingWish.Amount amount) {
    if (amount instanceof ThinkingWish.ByBudget budget) {
      return budget(budget.tokens());
    }
    if (amount instanceof ThinkingWish.Adaptive) {
      return Optional.of(type("adaptive"));
    }
    if (amount instanceof ThinkingWish.ByEffort wished && wished.effort() != Effort.NONE) {
      return traits.thinkingBudget()
          ? budget(Math.min(tokens(wished.effort()), roomToThink()))
          : Optional.of(type("adaptive"));
    }
    return Optional.of(type("disabled"));
  }

  private static ObjectNode type(String type) {
    return JsonNodeFactory.instance.objectNode().put("type", type);
  }

  private static Optional<ObjectNode> budget(long tokens) {
    return tokens < LEAST_BUDGET
        ? Optional.empty()
        : Optional.of(type("enabled").put("budget_tokens", tokens));
  }

  private static long tokens(Effort effort) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> 1024;
      case LOW -> 2048;
      case MEDIUM -> 8192;
      case HIGH -> 16_384;
      case XHIGH -> 24_576;
      case MAX -> 32_000;
    };
  }

  /** Four fifths of the response, so that there is room for words. */
  private long roomToThink() {
    long all = body.path("max_tokens").asLong();
    return all / 5 * 4 + all % 5 * 4 / 5;
  }

  private static boolean isOn(ObjectNode thinking) {
    return !thinking.path("type").asText().equals("disabled");
  }

  /** With a budget, a turn that calls a tool must begin with the thought that led to it. */
  private boolean isRefused(ObjectNode thinking) {
    return thinking.has("budget_tokens") && lastTurnCallsWithoutThought();
  }

  private boolean lastTurnCallsWithoutThought() {
    ArrayNode messages = (ArrayNode) body.path("messages");
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonNode message = messages.get(i);
      if (message.path("role").asText().equals("assistant")) {
        JsonNode content = message.path("content");
        return content.valueStream().anyMatch(block -> isOfType(block, "tool_use"))
            && !isOfType(content.path(0), "thinking")
            && !isOfType(content.path(0), "redacted_thinking");
      }
    }
    return false;
  }

  private static boolean isOfType(JsonNode block, String type) {
    return block.path("type").asText().equals(type);
  }

  private void writeEffort(ThinkingWish.Amount amount) {
    Optional<Effort> effort =
        amount instanceof ThinkingWish.ByEffort wished
            ? Optional.of(wished.effort())
            : effort(amount).map(RequestField::value);
    effort
        .map(wished -> wished == Effort.MINIMAL ? Effort.LOW : wished)
        .ifPresent(
            known ->
                body.withObjectProperty("output_config")
                    .put("effort", known.name().toLowerCase(Locale.ROOT)));
  }

  /** The effort that was said in a field of its own. */
  private static Optional<RequestField<Effort>> effort(ThinkingWish.Amount amount) {
    return amount instanceof ThinkingWish.Adaptive adaptive ? adaptive.effort() : Optional.empty();
  }
}
