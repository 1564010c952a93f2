package com.plurence.gateway.dialect.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.plurence.gateway.sse.SseWriter;
import io.vertx.core.buffer.Buffer;

/** The event {@code data: [DONE]}, which ends a whole stream of the OpenAI API. */
public final class EndMarker {
  private static final String TEXT = "[DONE]";
  private static final byte[] BYTES = TEXT.getBytes(US_ASCII);

  private EndMarker() {}

  /** The event. */
  public static Buffer event() {
    return SseWriter.data(BYTES);
  }

  /** Whether an event's data is the marker, but for white space around it. */
  static boolean is(String data) {
    return data.strip().equals(TEXT);
  }

  /**
   * Whether an event's data, the bytes from {@code from} to before {@code to}, is the marker, but
   * for white space around it. Asked of each event, of which all but one begin with something else.
   */
  public static boolean is(byte[] data, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isWhitespace(data[start])) {
      start++;
    }
    if (start == end || data[start] != BYTES[0]) {
      return false;
    }
    while (end - start > BYTES.length && isWhitespace(data[end - 1])) {
      end--;
    }
    if (end - start != BYTES.length) {
      return false;
    }
    for (int i = 0; i < BYTES.length; i++) {
      if (data[start + i] != BYTES[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWhitespace(byte value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }
}
