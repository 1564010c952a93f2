package com.plurence.gateway.json;

import java.util.Arrays;

/** Holds the beginning of a text that does not lie in one piece in the bytes that were fed. */
final class TextCollector {
  private static final byte[] NONE = {};
  private static final int FIRST_CAPACITY = 64;

  private byte[] bytes = NONE; // most texts do lie in one piece
  private int size;
  private int limit;
  private boolean cut;

  void begin(int newLimit) {
    limit = newLimit;
    size = 0;
    cut = false;
  }

  boolean wanted() {
    return limit > 0;
  }

  boolean isEmpty() {
    return size == 0 && !cut;
  }

  void add(byte[] source, int from, int to) {
    if (cut) {
      return;
    }
    int count = Math.min(to - from, limit - size);
    cut = count < to - from;
    if (count > 0) {
      makeRoom(count);
      System.arraycopy(source, from, bytes, size, count);
      size += count;
    }
  }

  /** Adds a character in UTF-8; a lone surrogate, which has no such form, as U+FFFD. */
  void add(int codePoint) {
    int c = codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
    int length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    if (cut || length > limit - size) {
      cut = true;
      return;
    }
    makeRoom(length);
    if (length == 1) {
      bytes[size++] = (byte) c;
      return;
    }
    int lead = length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0;
    bytes[size++] = (byte) (lead | (c >> (6 * (length - 1))));
    for (int rest = length - 2; rest >= 0; rest--) {
      bytes[size++] = (byte) (0x80 | ((c >> (6 * rest)) & 0x3F));
    }
  }

  void show(JsonText text) {
    text.show(bytes, 0, size, cut);
  }

  /** Shows a text that lies in one piece at {@code from}, without copying it. */
  void show(JsonText text, byte[] source, int from, int to) {
    int end = to - from > limit ? from + limit : to;
    text.show(source, from, end, end < to);
  }

  private void makeRoom(int count) {
    if (size + count > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes,
              Math.min(limit, Math.max(size + count, Math.max(FIRST_CAPACITY, bytes.length * 2))));
    }
  }
}
