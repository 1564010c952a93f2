package com.plurence.gateway.dialect.anthropic.facts;

import static com.plurence.gateway.json.Member.optional;

import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;

/** The members of responses and events that are read. Nothing is demanded of them. */
final class MessageShapes {
  private static final Shape ANYTHING = Shape.any();
  private static final Shape WORD = ANYTHING.withText(64);
  private static final Shape SENTENCE = ANYTHING.withText(4096);

  static final Member INPUT = optional("input_tokens", ANYTHING);
  static final Member CACHE_WRITE = optional("cache_creation_input_tokens", ANYTHING);
  static final Member CACHE_READ = optional("cache_read_input_tokens", ANYTHING);
  static final Member OUTPUT = optional("output_tokens", ANYTHING);
  static final Member THINKING = optional("thinking_tokens", ANYTHING);
  static final Member USAGE =
      optional(
          "usage",
          ANYTHING.with(
              INPUT,
              CACHE_WRITE,
              CACHE_READ,
              OUTPUT,
              optional("output_tokens_details", ANYTHING.with(THINKING))));

  static final Member ERROR_TYPE = optional("type", WORD);
  static final Member ERROR_MESSAGE = optional("message", SENTENCE);
  static final Member ERROR_CODE = optional("error_code", WORD);
  static final Member ERROR =
      optional(
          "error",
          SENTENCE.with(ERROR_TYPE, ERROR_MESSAGE, optional("details", ANYTHING.with(ERROR_CODE))));

  static final Member TYPE = optional("type", WORD);
  static final Member STOP_REASON = optional("stop_reason", WORD);

  /** What the model wrote, in a block or a piece of one. */
  static final Member TEXT = optional("text", ANYTHING);

  static final Member JSON = optional("partial_json", ANYTHING);
  static final Member THOUGHT = optional("thinking", ANYTHING);
  static final Member CONTENT =
      optional("content", ANYTHING.withItems(ANYTHING.with(TEXT, THOUGHT)));

  /** What {@code count_tokens} answers. */
  static final Member COUNT = optional("input_tokens", ANYTHING);

  static final Shape EVENT =
      ANYTHING.with(
          TYPE,
          optional("delta", ANYTHING.with(TEXT, JSON, THOUGHT, STOP_REASON)),
          USAGE,
          optional("message", ANYTHING.with(USAGE)),
          ERROR);

  static final Shape MESSAGE = ANYTHING.with(TYPE, CONTENT, STOP_REASON, USAGE, ERROR, COUNT);

  private MessageShapes() {}
}
