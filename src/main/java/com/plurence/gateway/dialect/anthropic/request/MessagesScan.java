package com.plurence.gateway.dialect.anthropic.request;

import static com.plurence.gateway.dialect.request.CommonMembers.ANY_ARRAY;
import static com.plurence.gateway.dialect.request.CommonMembers.ANY_OBJECT;
import static com.plurence.gateway.dialect.request.CommonMembers.MODEL;
import static com.plurence.gateway.dialect.request.CommonMembers.STREAM;
import static com.plurence.gateway.json.JsonKind.NUMBER;
import static com.plurence.gateway.json.Member.optional;
import static com.plurence.gateway.json.Member.required;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.request.ShapedScan;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import org.jspecify.annotations.Nullable;

/**
 * Scans of requests to the Messages API. Nothing is demanded but what routing and limits need: the
 * provider knows the rest better, and what it will allow tomorrow.
 */
public final class MessagesScan {
  static final Member MESSAGES = required("messages", ANY_ARRAY.filled());
  static final Member SYSTEM = optional("system", Shape.any());
  static final Member TOOLS = optional("tools", Shape.any());
  static final Member MAX_TOKENS =
      required("max_tokens", Shape.of("must be an integer", NUMBER).where(MessagesScan::isCount));

  private static final Shape ASKED =
      ANY_OBJECT.with(MODEL, MAX_TOKENS, MESSAGES, SYSTEM, TOOLS, STREAM);

  /** What is only counted is not answered, so it needs no limit and is no stream. */
  private static final Shape COUNTED = ANY_OBJECT.with(MODEL, MESSAGES, SYSTEM, TOOLS);

  private MessagesScan() {}

  /**
   * A scan of one body.
   *
   * @param operation {@link Operation#MESSAGES} or {@link Operation#COUNT_TOKENS}
   * @param maxDepth how many levels of nesting it may have
   */
  public static RequestScan of(Operation operation, int maxDepth) {
    SealSearch seals = new SealSearch();
    ThinkingMember thinking = new ThinkingMember();
    MessagesFindings findings = new MessagesFindings(seals, thinking);
    Shape shape = operation == Operation.COUNT_TOKENS ? COUNTED : ASKED;
    return new ShapedScan(
        new RootListener(ShapedScan.walk(shape, findings), seals, thinking), findings, maxDepth);
  }

  private static @Nullable String isCount(JsonValue number) {
    if (!number.text().isIntegral()) {
      return "must be an integer";
    }
    return number.text().toDouble() < 0 ? "must be at least 0" : null;
  }
}
