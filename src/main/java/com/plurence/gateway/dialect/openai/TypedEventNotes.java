package com.plurence.gateway.dialect.openai;

import static com.plurence.gateway.json.Member.optional;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.Shape;
import com.plurence.gateway.json.ShapeWalk;
import com.plurence.gateway.record.TokenUsage;
import java.util.Optional;

/** Notes what matters of an event that says its type; used again for the next. */
final class TypedEventNotes implements ShapeWalk.Findings {
  private static final Shape ANYTHING = Shape.any();
  private static final Shape WORD = ANYTHING.withText(256);
  private static final Shape SENTENCE = ANYTHING.withText(4096);

  private static final Member TYPE = optional("type", WORD);
  private static final Member CODE = optional("code", WORD);
  private static final Member PARAM = optional("param", WORD);
  private static final Member MESSAGE = optional("message", SENTENCE);
  private static final Member KIND = optional("type", WORD);
  private static final Member ERROR = optional("error", ANYTHING.with(CODE, PARAM, MESSAGE, KIND));
  private static final Member NUMBER = optional("sequence_number", ANYTHING);
  private static final Member DELTA = optional("delta", ANYTHING);
  private static final Member REASON = optional("reason", WORD);

  /** An event itself, or the response in it. */
  static final Shape EVENT =
      ANYTHING.with(
          TYPE,
          NUMBER,
          DELTA,
          CODE,
          PARAM,
          MESSAGE,
          ERROR,
          ResponseShapes.USAGE,
          optional(
              "response",
              ANYTHING.with(
                  ERROR,
                  ResponseShapes.USAGE,
                  optional("incomplete_details", ANYTHING.with(REASON)))));

  private final UsageNotes usage = new UsageNotes();
  private String type = "";
  private String reason = "";
  private long number;
  private long contentBytes;
  private boolean failed;
  private final ErrorWords words = new ErrorWords();

  void reset() {
    usage.reset();
    type = "";
    reason = "";
    number = -1;
    contentBytes = 0;
    failed = false;
    words.forget();
  }

  String type() {
    return type;
  }

  /** Why a response is incomplete. */
  String reason() {
    return reason;
  }

  /** The event's number in its stream; below 0 if it has none. */
  long number() {
    return number;
  }

  /** Of the piece that the event brings. */
  long contentBytes() {
    return contentBytes;
  }

  boolean hasError() {
    return failed;
  }

  Optional<TokenUsage> usage() {
    return usage.usage();
  }

  ProviderError error() {
    return words.toError();
  }

  @Override
  public void member(Member member, JsonValue value) {
    if (value.kind() == JsonKind.NULL || usage.note(member, value)) {
      return;
    }
    if (member == ERROR) {
      failed = value.kind() == JsonKind.OBJECT && !value.empty();
    } else if (member == DELTA) {
      contentBytes = value.bytes();
    } else if (member == NUMBER) {
      number = value.kind() == JsonKind.NUMBER ? value.text().toLong() : -1;
    } else if (value.kind() == JsonKind.STRING || value.kind() == JsonKind.NUMBER) {
      word(member, value.text().toString());
    }
  }

  private void word(Member member, String text) {
    if (member == TYPE) {
      type = text;
    } else if (member == REASON) {
      reason = text;
    } else if (member == CODE) {
      words.code = text;
    } else if (member == KIND) {
      words.type = text;
    } else if (member == MESSAGE) {
      words.message = text;
    } else if (member == PARAM) {
      words.param = text;
    }
  }
}
