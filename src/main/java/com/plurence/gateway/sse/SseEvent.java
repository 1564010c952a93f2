package com.plurence.gateway.sse;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * One whole event or comment block, as a {@link SseFilter} sees it: a view of the received bytes,
 * valid during the filter's call only.
 */
public final class SseEvent {
  private static final byte[] NOTHING = {};
  private static final byte[] DATA = "data".getBytes(US_ASCII);
  private static final byte[] EVENT = "event".getBytes(US_ASCII);

  private byte[] bytes = NOTHING;
  private int start;
  private int end;
  private boolean canonical;
  private int nameStart;
  private int nameEnd;
  private byte[] data = NOTHING;
  private int dataStart;
  private int dataEnd;
  private int dataLines;

  SseEvent() {}

  /** Whether there is a {@code data} field; an event without one is a comment or sets state. */
  public boolean hasData() {
    return dataLines > 0;
  }

  /**
   * The array that holds the payload, from {@link #dataStart()} over {@link #dataLength()} bytes;
   * the bytes around it belong to others. Lines of a payload of several are joined by LF.
   */
  public byte[] dataArray() {
    return data;
  }

  /** Index of the payload's first byte in {@link #dataArray()}. */
  public int dataStart() {
    return dataStart;
  }

  /** Length of the payload in bytes; 0 when there is none. */
  public int dataLength() {
    return dataEnd - dataStart;
  }

  /** The payload as text, empty when there is none: a copy, for where speed does not matter. */
  public String dataText() {
    return new String(data, dataStart, dataLength(), UTF_8);
  }

  /** The value of the last {@code event} field, empty when there is none: a copy. */
  public String name() {
    return new String(bytes, nameStart, nameEnd - nameStart, UTF_8);
  }

  /** Whether the last {@code event} field has this value, which is of ASCII characters. */
  public boolean isNamed(String name) {
    if (nameEnd - nameStart != name.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      if (bytes[nameStart + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether there is no payload, or one of white space: a comment, or an event that means nothing.
   */
  public boolean isBlank() {
    for (int i = dataStart; i < dataEnd; i++) {
      if (!isWhitespace(data[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether an object or array of JSON begins where a field of an event would. */
  boolean beginsAsJson() {
    int at = start;
    while (at < end && isWhitespace(bytes[at])) {
      at++;
    }
    return at < end && (bytes[at] == '{' || bytes[at] == '[');
  }

  byte[] bytes() {
    return bytes;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether the bytes can be forwarded as they are. */
  boolean isCanonical() {
    return canonical;
  }

  /** Becomes the event {@code data: payload}, known to be canonical. */
  void readDataLine(byte[] source, int from, int to, int payloadStart, int payloadEnd) {
    clear();
    bytes = source;
    start = from;
    end = to;
    canonical = true;
    data = source;
    dataStart = payloadStart;
    dataEnd = payloadEnd;
    dataLines = 1;
  }

  /** Becomes the event in {@code [from, to)}; it is not canonical without its blank line. */
  void read(byte[] source, int from, int to) {
    clear();
    bytes = source;
    start = from;
    end = to;
    canonical = to - from > 2 && source[to - 1] == LineEnds.LF && source[to - 2] == LineEnds.LF;
    Lines lines = new Lines(source, from, to);
    while (lines.advance()) {
      canonical &= lines.isCanonical();
      if (lines.isNamed(DATA)) {
        addData(lines);
      } else if (lines.isNamed(EVENT)) {
        nameStart = lines.valueStart();
        nameEnd = lines.valueEnd();
      }
    }
  }

  /** Lets go of the bytes, which may be the only thing that keeps a whole network read alive. */
  void clear() {
    bytes = NOTHING;
    data = NOTHING;
    start = 0;
    end = 0;
    nameStart = 0;
    nameEnd = 0;
    dataStart = 0;
    dataEnd = 0;
    dataLines = 0;
  }

  private void addData(Lines lines) {
    int length = lines.valueEnd() - lines.valueStart();
    dataLines++;
    if (dataLines == 1) {
      data = bytes;
      dataStart = lines.valueStart();
      dataEnd = lines.valueEnd();
      return;
    }
    if (dataLines == 2) {
      joinInCopy();
    }
    data[dataEnd++] = LineEnds.LF;
    System.arraycopy(bytes, lines.valueStart(), data, dataEnd, length);
    dataEnd += length;
  }

  private void joinInCopy() {
    byte[] joined = new byte[end - start];
    System.arraycopy(data, dataStart, joined, 0, dataLength());
    dataEnd = dataLength();
    dataStart = 0;
    data = joined;
  }

  private static boolean isWhitespace(byte value) {
    return value == ' ' || (value >= '\t' && value <= '\r');
  }
}
