package com.plurence.gateway.dialect.anthropic.facts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.dialect.anthropic.error.AnthropicErrors;
import com.plurence.gateway.dialect.anthropic.provider.StopReasons;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.json.JsonKind;
import com.plurence.gateway.json.JsonText;
import com.plurence.gateway.json.JsonValue;
import com.plurence.gateway.json.Member;
import com.plurence.gateway.json.ShapeWalk;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes what matters of a response or event while it is walked; used again for the next event. */
final class MessageNotes implements ShapeWalk.Findings {
  private static final EventType[] TYPES = EventType.values();
  private static final byte[][] WORDS =
      Stream.of(TYPES)
          .map(type -> type.name().toLowerCase(Locale.ROOT).getBytes(US_ASCII))
          .toArray(byte[][]::new);

  private final MessageUsage usage = new MessageUsage();
  private @Nullable EventType type;
  private @Nullable String stopReason;
  private boolean content;
  private long contentBytes;
  private boolean counted;
  private boolean failed;
  private @Nullable String errorType;
  private @Nullable String errorMessage;
  private @Nullable String errorCode;

  /** The kinds of events that mean something. */
  enum EventType {
    CONTENT_BLOCK_DELTA,
    CONTENT_BLOCK_START,
    CONTENT_BLOCK_STOP,
    MESSAGE_START,
    MESSAGE_DELTA,
    MESSAGE_STOP,
    ERROR,
    /** Of a whole response. */
    MESSAGE
  }

  /** Makes ready for the next event of a stream, whose usage adds up. */
  void next() {
    type = null;
    stopReason = null;
    contentBytes = 0;
    failed = false;
    errorType = null;
    errorMessage = null;
    errorCode = null;
    usage.next();
  }

  /** Null for a type that nothing is known of. */
  @Nullable EventType type() {
    return type;
  }

  MessageUsage usage() {
    return usage;
  }

  /** Whether it says of itself that it is a message, or has a list of blocks. */
  boolean isMessage() {
    return type == EventType.MESSAGE || content;
  }

  /** Of text, thoughts and calls. */
  long contentBytes() {
    return contentBytes;
  }

  /** Whether there is a number of tokens. */
  boolean isCount() {
    return counted;
  }

  boolean hasError() {
    return failed || type == EventType.ERROR;
  }

  ProviderError error() {
    return AnthropicErrors.of(
        Optional.ofNullable(errorType),
        Optional.ofNullable(errorMessage),
        Optional.ofNullable(errorCode));
  }

  /** Why the response ends, in the word under which that is written down. */
  Optional<String> finishReason() {
    return Optional.ofNullable(stopReason).map(said -> StopReasons.reason(said).recorded());
  }

  @Override
  public void member(Member member, JsonValue value) {
    if (value.kind() == JsonKind.NULL || usage.note(member, value)) {
      return;
    }
    if (member == MessageShapes.ERROR) {
      failed = value.kind() != JsonKind.FALSE && !value.empty();
    } else if (member == MessageShapes.CONTENT) {
      content = value.kind() == JsonKind.ARRAY;
    } else if (member == MessageShapes.TEXT
        || member == MessageShapes.JSON
        || member == MessageShapes.THOUGHT) {
      contentBytes += value.bytes();
    } else if (member == MessageShapes.COUNT) {
      counted = value.kind() == JsonKind.NUMBER;
    }
    if (value.kind() == JsonKind.STRING) {
      word(member, value.text());
    }
  }

  private static @Nullable EventType typeOf(JsonText text) {
    for (int i = 0; i < WORDS.length; i++) {
      if (text.is(WORDS[i])) {
        return TYPES[i];
      }
    }
    return null;
  }

  private void word(Member member, JsonText text) {
    if (member == MessageShapes.TYPE) {
      type = typeOf(text);
    } else if (member == MessageShapes.STOP_REASON) {
      stopReason = text.toString();
    } else if (member == MessageShapes.ERROR_TYPE) {
      errorType = text.toString();
    } else if (member == MessageShapes.ERROR_MESSAGE || member == MessageShapes.ERROR) {
      errorMessage = text.toString();
    } else if (member == MessageShapes.ERROR_CODE) {
      errorCode = text.toString();
    }
  }
}
