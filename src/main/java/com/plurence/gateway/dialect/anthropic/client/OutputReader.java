package com.plurence.gateway.dialect.anthropic.client;

import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.OutputFormat;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish;
import com.plurence.gateway.dialect.vocabulary.request.ThinkingWish.Effort;
import java.util.Optional;

/** Reads {@code thinking} and {@code output_config}. For one request. */
final class OutputReader {
  /** Anthropic takes no smaller budget. */
  private static final long LEAST_BUDGET = 1024;

  private final Findings findings;
  private Optional<RequestField<ThinkingWish>> thinking = Optional.empty();
  private Optional<RequestField<OutputFormat>> format = Optional.empty();

  OutputReader(Findings findings) {
    this.findings = findings;
  }

  /** How much the model is to think. */
  Optional<RequestField<ThinkingWish>> thinking() {
    return thinking;
  }

  /** The form that the response must have. */
  Optional<RequestField<OutputFormat>> format() {
    return format;
  }

  void read(RequestObject request) {
    Optional<RequestObject> said = request.object("thinking");
    Optional<RequestObject> config = request.object("output_config");
    Optional<RequestField<Effort>> effort =
        config.flatMap(there -> there.string("effort")).flatMap(this::effort);
    if (said.isPresent()) {
      thinking =
          said.get().requiredString("type").flatMap(type -> thinking(type, said.get(), effort));
    } else {
      thinking =
          effort.map(
              wished ->
                  new RequestField<>(
                      wished.path(),
                      new ThinkingWish(
                          new ThinkingWish.ByEffort(wished.value()), Optional.empty())));
    }
    format = config.flatMap(there -> there.object("format")).flatMap(this::format);
  }

  private Optional<RequestField<Effort>> effort(RequestField<String> word) {
    Optional<Effort> effort =
        Optional.ofNullable(
            switch (word.value()) {
              case "low" -> Effort.LOW;
              case "medium" -> Effort.MEDIUM;
              case "high" -> Effort.HIGH;
              case "xhigh" -> Effort.XHIGH;
              case "max" -> Effort.MAX;
              default -> null;
            });
    if (effort.isEmpty()) {
      findings.refused(word.path());
    }
    return effort.map(known -> new RequestField<>(word.path(), known));
  }

  private Optional<RequestField<ThinkingWish>> thinking(
      RequestField<String> type, RequestObject said, Optional<RequestField<Effort>> effort) {
    if (!type.value().equals("adaptive")) {
      effort.ifPresent(unused -> findings.dropped(unused.path()));
    }
    return switch (type.value()) {
      case "adaptive" -> Optional.of(wish(said, new ThinkingWish.Adaptive(effort)));
      case "enabled" -> budget(said).map(tokens -> wish(said, new ThinkingWish.ByBudget(tokens)));
      case "disabled" -> Optional.of(wish(said, new ThinkingWish.Off()));
      default -> {
        findings.refused(type.path());
        yield Optional.empty();
      }
    };
  }

  private Optional<Long> budget(RequestObject said) {
    Optional<RequestField<Long>> tokens = said.integer("budget_tokens");
    boolean wrong = tokens.isPresent() && tokens.get().value() < LEAST_BUDGET;
    if (wrong || !said.has("budget_tokens")) {
      findings.wrong(said.path("budget_tokens"), "must be at least " + LEAST_BUDGET);
    }
    return tokens.map(RequestField::value);
  }

  private static RequestField<ThinkingWish> wish(RequestObject said, ThinkingWish.Amount amount) {
    Optional<Boolean> summaryWanted =
        said.string("display").map(word -> word.value().equals("summarized")).filter(yes -> yes);
    return new RequestField<>(said.path(), new ThinkingWish(amount, summaryWanted));
  }

  private Optional<RequestField<OutputFormat>> format(RequestObject said) {
    Optional<RequestField<String>> type = said.requiredString("type");
    if (type.isPresent() && !type.get().value().equals("json_schema")) {
      findings.refused(type.get().path());
      return Optional.empty();
    }
    return said.requiredObject("schema")
        .map(
            schema ->
                new RequestField<>(
                    said.path(),
                    new OutputFormat.Schema(
                        Optional.empty(), Optional.empty(), schema.node(), Optional.empty())));
  }
}
