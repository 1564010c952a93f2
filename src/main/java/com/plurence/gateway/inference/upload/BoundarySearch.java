package com.plurence.gateway.inference.upload;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a boundary in bytes by the algorithm of Horspool, which looks at one byte in as many as the
 * boundary has.
 */
final class BoundarySearch {
  private final byte[] delimiter;
  private final int[] jumps = new int[256];

  BoundarySearch(String boundary) {
    delimiter = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(jumps, delimiter.length);
    for (int i = 0; i < delimiter.length - 1; i++) {
      jumps[delimiter[i]] = delimiter.length - 1 - i;
    }
  }

  /** Bytes of the boundary with the two hyphens before it. */
  int length() {
    return delimiter.length;
  }

  /** Whether it begins at {@code at}, where there are enough bytes. */
  boolean isAt(byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length);
  }

  /** Where it begins in the bytes from {@code from} to before {@code to}; -1 if nowhere. */
  int find(byte[] bytes, int from, int to) {
    int last = delimiter.length - 1;
    int at = from;
    while (at + last < to) {
      if (bytes[at + last] == delimiter[last] && isAt(bytes, at)) {
        return at;
      }
      at += jumps[bytes[at + last] & 0xFF];
    }
    return -1;
  }
}
