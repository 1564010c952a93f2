package com.plurence.gateway.dialect.google.response;

import static com.plurence.gateway.json.Member.optional;

import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;

/** What the gateway looks at in a whole response while it passes. */
final class ResponseShapes {
  private static final Shape ANYTHING = Shape.any();
  private static final Shape WORD = ANYTHING.withText(256);
  private static final Shape SENTENCE = ANYTHING.withText(4096);

  static final Member CODE = optional("code", WORD);
  static final Member STATUS = optional("status", WORD);
  static final Member MESSAGE = optional("message", SENTENCE);
  static final Member RETRY_DELAY = optional("retryDelay", WORD);
  static final Member REASON = optional("reason", WORD);
  static final Member ERROR =
      optional(
          "error",
          SENTENCE.with(
              CODE,
              STATUS,
              MESSAGE,
              optional("details", ANYTHING.withItems(ANYTHING.with(RETRY_DELAY, REASON)))));

  static final Member CALL = optional("functionCall", ANYTHING);
  static final Member FINISH_REASON = optional("finishReason", WORD);
  static final Member CANDIDATES =
      optional(
          "candidates",
          ANYTHING.withItems(
              ANYTHING.with(
                  FINISH_REASON,
                  optional(
                      "content",
                      ANYTHING.with(optional("parts", ANYTHING.withItems(ANYTHING.with(CALL))))))));
  static final Member BLOCK_REASON = optional("blockReason", WORD);
  static final Member EMBEDDINGS = optional("embeddings", ANYTHING);

  static final Member PROMPT = optional("promptTokenCount", ANYTHING);
  static final Member CACHED = optional("cachedContentTokenCount", ANYTHING);
  static final Member TOOL_USE = optional("toolUsePromptTokenCount", ANYTHING);
  static final Member OUTPUT = optional("candidatesTokenCount", ANYTHING);
  static final Member THOUGHTS = optional("thoughtsTokenCount", ANYTHING);
  static final Member USAGE =
      optional("usageMetadata", ANYTHING.with(PROMPT, CACHED, TOOL_USE, OUTPUT, THOUGHTS));

  static final Shape RESPONSE =
      ANYTHING
          .with(
              CANDIDATES,
              optional("promptFeedback", ANYTHING.with(BLOCK_REASON)),
              EMBEDDINGS,
              USAGE,
              ERROR)
          .withItems(ANYTHING.with(ERROR));

  private ResponseShapes() {}
}
