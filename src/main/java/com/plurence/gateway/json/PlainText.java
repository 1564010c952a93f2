package com.plurence.gateway.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The stretches of a string that need no look at each byte: printable ASCII but for {@code "} and
 * {@code \\}. Words are looked at as a whole.
 */
final class PlainText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 4 * Long.BYTES;
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BACKSLASHES = '\\' * EACH;
  private static final long QUOTES_TO_SPACES = ('"' ^ ' ') * EACH;
  private static final long ABOVE_SPACES = (' ' + 1) * EACH;

  private PlainText() {}

  /** The index of the first byte from {@code from} on that is not plain; {@code to} if all are. */
  static int end(byte[] bytes, int from, int to) {
    int i = afterBlocks(bytes, from, to);
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long special = special((long) WORD.get(bytes, i));
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >>> 3);
      }
    }
    while (i < to && bytes[i] >= ' ' && bytes[i] != '"' && bytes[i] != '\\') {
      i++;
    }
    return i;
  }

  /** Long texts are read in blocks of several words with one decision for each block. */
  private static int afterBlocks(byte[] bytes, int from, int to) {
    int i = from;
    for (; i <= to - BLOCK; i += BLOCK) {
      long special =
          special((long) WORD.get(bytes, i))
              | special((long) WORD.get(bytes, i + 8))
              | special((long) WORD.get(bytes, i + 16))
              | special((long) WORD.get(bytes, i + 24));
      if (special != 0) {
        return i;
      }
    }
    return i;
  }

  /**
   * Sets the high bit of bytes that need a look: those above ASCII have it, a backslash becomes 0
   * and a quote or a control at most 0x20, so that subtracting one more borrows from that bit.
   * Borrowing goes on to the byte above, so bits above the lowest one set may be wrong; only the
   * lowest is used, and that one is exact.
   */
  private static long special(long word) {
    long backslash = (word ^ BACKSLASHES) - EACH;
    long quoteOrControl = (word ^ QUOTES_TO_SPACES) - ABOVE_SPACES;
    return (word | backslash | quoteOrControl) & HIGH_BITS;
  }
}
