package com.plurence.gateway.sse;

import static com.plurence.gateway.sse.LineEnds.CR;
import static com.plurence.gateway.sse.LineEnds.LF;

/** Walks over the lines of one event, up to its blank line, and splits each at its colon. */
final class Lines {
  private final byte[] bytes;
  private final int limit;
  private int next;
  private int start;
  private int end;
  private int colon;
  private int valueStart;

  Lines(byte[] bytes, int start, int limit) {
    this.bytes = bytes;
    this.next = start;
    this.limit = limit;
  }

  /** Moves to the next line; false at the blank line or at the end of the bytes. */
  boolean advance() {
    start = next;
    end = LineEnds.next(bytes, start, limit);
    if (end == start) {
      return false;
    }
    next = Math.min(end + 1, limit);
    if (next < limit && bytes[end] == CR && bytes[next] == LF) {
      next++;
    }
    colon = start;
    while (colon < end && bytes[colon] != ':') {
      colon++;
    }
    valueStart = Math.min(colon + 1, end);
    if (valueStart < end && bytes[valueStart] == ' ') {
      valueStart++;
    }
    return true;
  }

  /** Whether the line reads {@code name: value} and ends in LF. */
  boolean isCanonical() {
    return valueStart == colon + 2 && end < limit && bytes[end] == LF;
  }

  boolean isNamed(byte[] name) {
    if (colon - start != name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      if (bytes[start + i] != name[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the field's name begins; a comment's name is empty. */
  int nameStart() {
    return start;
  }

  int nameEnd() {
    return colon;
  }

  int valueStart() {
    return valueStart;
  }

  int valueEnd() {
    return end;
  }
}
