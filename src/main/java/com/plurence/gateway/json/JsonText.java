package com.plurence.gateway.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A view of the decoded text of a name, string or number, in UTF-8. Valid only during the call that
 * hands it out: the scanner uses it again. Where the text was longer than asked for, the view is
 * its beginning and {@link #cut()}.
 */
public final class JsonText {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final byte[] NOTHING = {};
  private static final byte[] LONG_S = "\u017f".getBytes(StandardCharsets.UTF_8);
  private static final byte[] KELVIN_SIGN = "\u212a".getBytes(StandardCharsets.UTF_8);

  private byte[] bytes = NOTHING;
  private int from;
  private int to;
  private boolean cut;

  void show(byte[] newBytes, int newFrom, int newTo, boolean nowCut) {
    bytes = newBytes;
    from = newFrom;
    to = newTo;
    cut = nowCut;
  }

  void showNothing() {
    show(NOTHING, 0, 0, false);
  }

  /** Whether the text is longer than this view of it. */
  public boolean cut() {
    return cut;
  }

  /** Whether this is the whole text and equal to {@code other}, given in UTF-8. */
  public boolean is(byte[] other) {
    return to - from == other.length
        && !cut
        && Arrays.equals(bytes, from, to, other, 0, other.length);
  }

  /** The first eight bytes, or as many as there are: where they differ, so do the texts. */
  long beginning() {
    return beginning(bytes, from, to);
  }

  /** The same of the bytes from {@code from} to before {@code to}. */
  static long beginning(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, Long.BYTES);
    if (length > 0 && from + Long.BYTES <= bytes.length) {
      return (long) WORD.get(bytes, from) & (-1L >>> (Long.SIZE - Byte.SIZE * length));
    }
    long beginning = 0;
    for (int i = 0; i < length; i++) {
      beginning |= (bytes[from + i] & 0xFFL) << (Byte.SIZE * i);
    }
    return beginning;
  }

  /**
   * Whether this is the whole text and, but for case, equal to {@code name}, given in lower-case
   * ASCII. Folds as Go does, whose servers match names without regard to case: U+017F is an s and
   * U+212A is a k.
   */
  boolean isInAnyCase(byte[] name) {
    if (cut || to - from < name.length) {
      return false;
    }
    int at = from;
    for (byte expected : name) {
      if (at == to) {
        return false;
      }
      if (folded(bytes[at]) == expected) {
        at++;
      } else if (expected == 's' && follows(at, LONG_S)) {
        at += LONG_S.length;
      } else if (expected == 'k' && follows(at, KELVIN_SIGN)) {
        at += KELVIN_SIGN.length;
      } else {
        return false;
      }
    }
    return at == to;
  }

  /** Whether this begins, but for case, with {@code word}, given in lower-case ASCII letters. */
  public boolean beginsInAnyCase(byte[] word) {
    if (to - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (folded(bytes[from + i]) != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte folded(byte c) {
    return c >= 'A' && c <= 'Z' ? (byte) (c + ('a' - 'A')) : c;
  }

  private boolean follows(int at, byte[] character) {
    int end = at + character.length;
    return end <= to && Arrays.equals(bytes, at, end, character, 0, character.length);
  }

  /**
   * Whether this number has no fractional part, however it is written: {@code 5}, {@code 5.0},
   * {@code 5e2}.
   */
  public boolean isIntegral() {
    for (int i = from; i < to; i++) {
      byte c = bytes[i];
      if (c == '.' || c == 'e' || c == 'E') {
        double value = toDouble();
        return value == Math.rint(value) && !Double.isInfinite(value);
      }
    }
    return !cut;
  }

  /** This number, rounded to the nearest double; infinite where it is out of range. */
  public double toDouble() {
    return cut ? Double.NaN : Double.parseDouble(toString());
  }

  /** This number cut to a whole one; the nearest end of the range where it is out of range. */
  public long toLong() {
    if (cut || to - from > 18) {
      return (long) toDouble();
    }
    long value = 0;
    boolean negative = bytes[from] == '-';
    for (int i = negative ? from + 1 : from; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return (long) toDouble();
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  /** A copy of the text that outlives the call. */
  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
