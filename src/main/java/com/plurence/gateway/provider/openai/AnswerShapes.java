package com.plurence.gateway.provider.openai;

import static com.plurence.gateway.json.Member.optional;

import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The members of answers and events that are read. Nothing is demanded of them. */
final class AnswerShapes {
  private static final Shape ANYTHING = Shape.any();
  private static final Shape WORD = ANYTHING.withText(256);
  private static final Shape SENTENCE = ANYTHING.withText(4096);

  static final Member PROMPT = optional("prompt_tokens", ANYTHING);
  static final Member COMPLETION = optional("completion_tokens", ANYTHING);
  // The names of the Responses API, and of pictures and sound.
  static final Member INPUT = optional("input_tokens", ANYTHING);
  static final Member OUTPUT = optional("output_tokens", ANYTHING);
  static final Member TOTAL = optional("total_tokens", ANYTHING);
  static final Member CACHED = optional("cached_tokens", ANYTHING);
  static final Member REASONING = optional("reasoning_tokens", ANYTHING);
  static final Member USAGE =
      optional(
          "usage",
          ANYTHING.with(
              PROMPT,
              COMPLETION,
              INPUT,
              OUTPUT,
              TOTAL,
              optional("prompt_tokens_details", ANYTHING.with(CACHED)),
              optional("input_tokens_details", ANYTHING.with(CACHED)),
              optional("output_tokens_details", ANYTHING.with(REASONING)),
              optional("completion_tokens_details", ANYTHING.with(REASONING))));

  static final Member CODE = optional("code", WORD);
  static final Member TYPE = optional("type", WORD);
  static final Member STATUS = optional("status", WORD);
  static final Member PARAM = optional("param", WORD);
  static final Member MESSAGE = optional("message", SENTENCE);
  static final Member ERROR = optional("error", SENTENCE.with(CODE, TYPE, STATUS, PARAM, MESSAGE));

  // The same in the answer itself, as vLLM writes errors.
  static final Member OBJECT = optional("object", WORD);
  static final Member FLAT_CODE = optional("code", WORD);
  static final Member FLAT_TYPE = optional("type", WORD);
  static final Member FLAT_PARAM = optional("param", WORD);
  static final Member FLAT_MESSAGE = optional("message", SENTENCE);

  private static final Member[] BY_DELTA = {
    optional("content", ANYTHING),
    optional("tool_calls", ANYTHING),
    optional("function_call", ANYTHING),
    optional("refusal", ANYTHING),
    optional("reasoning_content", ANYTHING),
    optional("reasoning", ANYTHING),
    optional("reasoning_details", ANYTHING),
    optional("audio", ANYTHING)
  };
  private static final Member TEXT = optional("text", ANYTHING);
  private static final Member WHOLE_MESSAGE = optional("message", ANYTHING);

  /** The members that bring the caller something if they are neither null nor empty. */
  static final Set<Member> CONTENT =
      Stream.concat(Stream.of(BY_DELTA), Stream.of(TEXT, WHOLE_MESSAGE))
          .collect(Collectors.toUnmodifiableSet());

  static final Member FINISH_REASON = optional("finish_reason", WORD);
  static final Member CHOICES =
      optional(
          "choices",
          ANYTHING.withItems(
              ANYTHING.with(
                  optional("delta", ANYTHING.with(BY_DELTA)), FINISH_REASON, TEXT, WHOLE_MESSAGE)));

  static final Shape ANSWER =
      ANYTHING.with(CHOICES, USAGE, ERROR, OBJECT, FLAT_CODE, FLAT_TYPE, FLAT_PARAM, FLAT_MESSAGE);

  private AnswerShapes() {}
}
