package com.plurence.gateway.dialect.openai;

import static com.plurence.gateway.json.Member.optional;

import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;

/** The members of responses and events that are read. Nothing is demanded of them. */
final class ResponseShapes {
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
  static final Member CACHE_WRITE = optional("cache_write_tokens", ANYTHING);
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
              optional("prompt_tokens_details", ANYTHING.with(CACHED, CACHE_WRITE)),
              optional("input_tokens_details", ANYTHING.with(CACHED, CACHE_WRITE)),
              optional("output_tokens_details", ANYTHING.with(REASONING)),
              optional("completion_tokens_details", ANYTHING.with(REASONING))));

  static final Member CODE = optional("code", WORD);
  static final Member TYPE = optional("type", WORD);
  static final Member STATUS = optional("status", WORD);
  static final Member PARAM = optional("param", WORD);
  static final Member MESSAGE = optional("message", SENTENCE);
  static final Member ERROR = optional("error", SENTENCE.with(CODE, TYPE, STATUS, PARAM, MESSAGE));

  // The same in the response itself, as vLLM writes errors.
  static final Member OBJECT = optional("object", WORD);
  static final Member FLAT_CODE = optional("code", WORD);
  static final Member FLAT_TYPE = optional("type", WORD);
  static final Member FLAT_PARAM = optional("param", WORD);
  static final Member FLAT_MESSAGE = optional("message", SENTENCE);

  private static final Member ROLE = optional("role", ANYTHING);

  /** Whatever a delta brings beside the role: text, calls, sound, pictures, what is yet to come. */
  static final Member PART = optional("*", ANYTHING);

  /** What the model wrote of a call. */
  static final Member WRITTEN = optional("*", ANYTHING);

  private static final Member ID = optional("id", ANYTHING);
  static final Member CALLS =
      optional(
          "tool_calls",
          ANYTHING.withItems(
              ANYTHING.with(optional("function", ANYTHING.with(ID).withRest(WRITTEN)))));

  /** Of one choice, in a document or an event. */
  private static final Shape PARTS = ANYTHING.with(ROLE, CALLS).withRest(PART);

  static final Member TEXT = optional("text", ANYTHING);
  static final Member WHOLE_MESSAGE = optional("message", PARTS);
  static final Member ITEM_TEXT = optional("text", ANYTHING);
  static final Member ITEM_ARGUMENTS = optional("arguments", ANYTHING);
  private static final Shape ITEM_PARTS = ANYTHING.withItems(ANYTHING.with(ITEM_TEXT));

  /** Of the Responses API. */
  private static final Member ITEMS =
      optional(
          "output",
          ANYTHING.withItems(
              ANYTHING.with(
                  ITEM_ARGUMENTS,
                  optional("content", ITEM_PARTS),
                  optional("summary", ITEM_PARTS))));

  static final Member FINISH_REASON = optional("finish_reason", WORD);
  static final Member INDEX = optional("index", ANYTHING);

  static final Shape CHOICE =
      ANYTHING.with(optional("delta", PARTS), INDEX, FINISH_REASON, TEXT, WHOLE_MESSAGE);
  static final Member CHOICES = optional("choices", ANYTHING.withItems(CHOICE));
  static final Member DATA = optional("data", ANYTHING);

  static final Shape RESPONSE =
      ANYTHING.with(
          CHOICES,
          DATA,
          ITEMS,
          USAGE,
          ERROR,
          OBJECT,
          FLAT_CODE,
          FLAT_TYPE,
          FLAT_PARAM,
          FLAT_MESSAGE);

  private ResponseShapes() {}
}
