package com.plurence.gateway.sse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends eight bytes at a time. */
final class LineEnds {
  static final byte LF = '\n';
  static final byte CR = '\r';

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  /** One above CR in each byte: JSON text has nothing below it but line ends. */
  private static final long ABOVE_LINE_ENDS = 0x0E0E_0E0E_0E0E_0E0EL;

  private LineEnds() {}

  /** The index of the first LF or CR in {@code [from, to)}, or {@code to} when there is none. */
  static int next(byte[] bytes, int from, int to) {
    int at = from;
    while (to - at >= Long.BYTES) {
      long low = lowBytes((long) WORD.get(bytes, at));
      if (low == 0) {
        at += Long.BYTES;
      } else {
        // A borrow runs upwards only, so the lowest mark is exact though those above may not be.
        at += Long.numberOfTrailingZeros(low) >>> 3;
        if (isLineEnd(bytes[at])) {
          return at;
        }
        at++;
      }
    }
    while (at < to && !isLineEnd(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean isLineEnd(byte value) {
    return value == LF || value == CR;
  }

  /** Marks the high bit of each byte that is below {@link #ABOVE_LINE_ENDS}. */
  private static long lowBytes(long word) {
    return (word - ABOVE_LINE_ENDS) & ~word & HIGH_BITS;
  }
}
