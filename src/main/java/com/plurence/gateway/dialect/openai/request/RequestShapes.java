package com.plurence.gateway.dialect.openai.request;

import static com.plurence.gateway.dialect.request.CommonMembers.ANY_ARRAY;
import static com.plurence.gateway.dialect.request.CommonMembers.ANY_OBJECT;
import static com.plurence.gateway.dialect.request.CommonMembers.ANY_STRING;
import static com.plurence.gateway.dialect.request.CommonMembers.BOOLEAN;
import static com.plurence.gateway.dialect.request.CommonMembers.INTEGER;
import static com.plurence.gateway.dialect.request.CommonMembers.MODEL;
import static com.plurence.gateway.dialect.request.CommonMembers.STREAM;
import static com.plurence.gateway.json.JsonKind.ARRAY;
import static com.plurence.gateway.json.JsonKind.NUMBER;
import static com.plurence.gateway.json.JsonKind.STRING;
import static com.plurence.gateway.json.Member.optional;
import static com.plurence.gateway.json.Member.required;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The documented fields of requests. */
final class RequestShapes {
  private static final int LONGEST_WORD = 16;
  private static final byte[] SYSTEM = ascii("system");
  private static final byte[] DEVELOPER = ascii("developer");
  private static final byte[] USER = ascii("user");

  static final Member INCLUDE_USAGE = optional("include_usage", BOOLEAN);
  static final Member STREAM_OPTIONS = optional("stream_options", ANY_OBJECT.with(INCLUDE_USAGE));
  // Of 0 and less: some providers take them for "no limit".
  static final Member MAX_TOKENS = optional("max_tokens", INTEGER);
  static final Member MAX_COMPLETION_TOKENS = optional("max_completion_tokens", INTEGER);
  static final Member N = optional("n", INTEGER);

  static final Member ROLE =
      required("role", oneOf("system", "developer", "user", "assistant", "tool", "function"));
  static final Member CONTENT =
      optional(
          "content",
          Shape.of("must be a string or an array of objects", STRING, ARRAY).withItems(ANY_OBJECT));
  static final Shape MESSAGE = ANY_OBJECT.with(ROLE, CONTENT);
  static final Member MESSAGES = required("messages", ANY_ARRAY.filled().withItems(MESSAGE));
  static final Member TOOLS = optional("tools", ANY_ARRAY.withItems(ANY_OBJECT));

  static final Shape CHAT =
      ANY_OBJECT.with(
          MODEL,
          MESSAGES,
          STREAM,
          STREAM_OPTIONS,
          MAX_TOKENS,
          MAX_COMPLETION_TOKENS,
          optional("temperature", between(0, 2)),
          optional("top_p", between(0, 1)),
          N,
          optional(
              "stop",
              Shape.of("must be a string or an array of strings", STRING, ARRAY)
                  .withItems(ANY_STRING)),
          TOOLS);

  /** Text, tokens, objects with pictures: what a provider embeds is its own affair. */
  static final Member INPUT = optional("input", Shape.any().filled());

  /** What some providers embed in place of an input. */
  static final Member EMBEDDED_MESSAGES = optional("messages", Shape.any().filled());

  static final Shape EMBEDDINGS = ANY_OBJECT.with(MODEL, INPUT, EMBEDDED_MESSAGES);

  static final Member PROMPT = optional("prompt", Shape.any());

  static final Shape COMPLETION =
      ANY_OBJECT.with(MODEL, PROMPT, STREAM, STREAM_OPTIONS, MAX_TOKENS, N);

  static final Member MAX_OUTPUT_TOKENS = optional("max_output_tokens", INTEGER);
  static final Member RESPONSE_INPUT = optional("input", Shape.any());
  static final Shape RESPONSE =
      ANY_OBJECT.with(MODEL, RESPONSE_INPUT, STREAM, MAX_OUTPUT_TOKENS, TOOLS);

  /** Nothing is read but the model, and whether a stream of events is asked for. */
  static final Shape PASSED = ANY_OBJECT.with(MODEL, STREAM);

  private RequestShapes() {}

  /** What the body of a request must look like, as far as the gateway reads it. */
  static Shape of(Operation operation) {
    return switch (operation) {
      case CHAT -> CHAT;
      case COMPLETION -> COMPLETION;
      case RESPONSE -> RESPONSE;
      case EMBEDDINGS -> EMBEDDINGS;
      default -> PASSED;
    };
  }

  /** Whether {@code role} is one of those that say nothing without content. */
  static boolean needsContent(JsonText role) {
    return role.is(SYSTEM) || role.is(DEVELOPER) || role.is(USER);
  }

  private static Shape oneOf(String... words) {
    String demand = "must be one of " + String.join(", ", words);
    List<byte[]> allowed = Stream.of(words).map(RequestShapes::ascii).toList();
    return Shape.of(demand, STRING)
        .withText(LONGEST_WORD)
        .where(value -> isOneOf(allowed, value.text()) ? null : demand);
  }

  private static boolean isOneOf(List<byte[]> words, JsonText text) {
    for (byte[] word : words) {
      if (text.is(word)) {
        return true;
      }
    }
    return false;
  }

  private static Shape between(int least, int most) {
    String demand = "must be a number between " + least + " and " + most;
    return Shape.of(demand, NUMBER)
        .where(value -> isBetween(value.text().toDouble(), least, most) ? null : demand);
  }

  private static boolean isBetween(double number, int least, int most) {
    return number >= least && number <= most;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
