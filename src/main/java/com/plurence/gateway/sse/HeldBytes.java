package com.plurence.gateway.sse;

import java.util.Arrays;

/** The bytes of an event whose end has not arrived yet. */
final class HeldBytes {
  private static final byte[] NONE = {};
  private static final int SMALLEST = 512;

  /** A larger array is let go once its event is whole: thousands of streams may be open. */
  private static final int KEPT_FOR_NEXT = 4096;

  private byte[] bytes = NONE;
  private int size;

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  void append(byte[] source, int from, int to) {
    int needed = size + to - from;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, Math.max(SMALLEST, bytes.length * 2)));
    }
    System.arraycopy(source, from, bytes, size, to - from);
    size = needed;
  }

  void clear() {
    size = 0;
    if (bytes.length > KEPT_FOR_NEXT) {
      bytes = NONE;
    }
  }
}
