package com.plurence.gateway.logging;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log lines, each one JSON object, rendered as bytes one behind the other. Nothing is allocated for
 * a line but what it takes to grow, and what is the same in every line is rendered once. Not thread
 * safe.
 */
final class JsonLines implements Fields {
  private static final int FIRST_CAPACITY = 1024;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MILLIS_PER_SECOND = 1000;
  private static final int DECIMALS = 100;

  /** That are remembered; extensions may add facts under names of their own. */
  private static final int MOST_NAMES = 64;

  private byte[] bytes;
  private int length;
  private int lines;
  private long second = Long.MIN_VALUE;
  private String secondText = "";

  /** The beginning of a line after the time, the same for line after line. */
  private byte[] origin = {};

  private String level = "";
  private String logger = "";
  private String message = "";

  /** Names with quotes and colon; there are few, since most stand in the code. */
  private final Map<String, byte[]> names = new HashMap<>();

  JsonLines() {
    this.bytes = new byte[FIRST_CAPACITY];
  }

  /**
   * Begins a line.
   *
   * @param epochMillis when it happened
   */
  void begin(long epochMillis, String level, String logger, String message) {
    put('{');
    name("time");
    put('"');
    putTime(epochMillis);
    put('"');
    if (!level.equals(this.level) || !logger.equals(this.logger) || !message.equals(this.message)) {
      this.level = level;
      this.logger = logger;
      this.message = message;
      int from = length;
      add("level", level);
      add("logger", logger);
      add("message", message);
      origin = Arrays.copyOfRange(bytes, from, length);
    } else {
      putBytes(origin);
    }
  }

  void end() {
    put('}');
    put('\n');
    lines++;
  }

  int length() {
    return length;
  }

  int lines() {
    return lines;
  }

  /** All lines so far, which are forgotten here. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    lines = 0;
    return taken;
  }

  @Override
  public void add(String name, String value) {
    put(',');
    name(name);
    put('"');
    putText(value);
    put('"');
  }

  @Override
  public void add(String name, long value) {
    put(',');
    name(name);
    putNumber(value);
  }

  @Override
  public void add(String name, boolean value) {
    put(',');
    name(name);
    putText(value ? "true" : "false");
  }

  @Override
  public void add(String name, double value) {
    put(',');
    name(name);
    long hundredths = Math.round(value * DECIMALS);
    if (hundredths < 0) {
      put('-');
      hundredths = -hundredths;
    }
    putNumber(hundredths / DECIMALS);
    put('.');
    putDigits(hundredths % DECIMALS, 2);
  }

  private void name(String name) {
    byte @Nullable [] known = names.get(name);
    if (known == null) {
      int from = length;
      put('"');
      putText(name);
      put('"');
      put(':');
      if (names.size() < MOST_NAMES) {
        names.put(name, Arrays.copyOfRange(bytes, from, length));
      }
    } else {
      putBytes(known);
    }
  }

  private void putBytes(byte[] rendered) {
    ensure(rendered.length);
    System.arraycopy(rendered, 0, bytes, length, rendered.length);
    length += rendered.length;
  }

  /** The text of a second is made once and serves all lines of that second. */
  private void putTime(long epochMillis) {
    long whole = Math.floorDiv(epochMillis, (long) MILLIS_PER_SECOND);
    if (whole != second) {
      second = whole;
      String text = Instant.ofEpochSecond(whole).truncatedTo(ChronoUnit.SECONDS).toString();
      secondText = text.substring(0, text.length() - 1);
    }
    putText(secondText);
    put('.');
    putDigits(Math.floorMod(epochMillis, (long) MILLIS_PER_SECOND), 3);
    put('Z');
  }

  private void putNumber(long value) {
    if (value < 0) {
      putText(Long.toString(value));
      return;
    }
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    putDigits(value, digits);
  }

  private void putDigits(long value, int digits) {
    ensure(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void putText(String text) {
    ensure(text.length());
    for (int i = putPlain(text); i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else {
        putOdd(text, i, c);
        // The second half of a pair is written with the first.
        if (isPair(text, i)) {
          i++;
        }
        ensure(text.length() - i);
      }
    }
  }

  /** Writes what needs no look, which is nearly always all; the index behind it. */
  private int putPlain(String text) {
    byte[] to = bytes;
    int at = length;
    int i = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
        break;
      }
      to[at + i] = (byte) c;
    }
    length = at + i;
    return i;
  }

  private void putOdd(String text, int index, char c) {
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (c < ' ' || c == 0x7f) {
      putEscape(c);
    } else if (isPair(text, index)) {
      putUtf8(text.substring(index, index + 2));
    } else if (Character.isSurrogate(c)) {
      put('?');
    } else {
      putUtf8(String.valueOf(c));
    }
  }

  private static boolean isPair(String text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  private void putEscape(char c) {
    switch (c) {
      case '\n' -> putAll('\\', 'n');
      case '\r' -> putAll('\\', 'r');
      case '\t' -> putAll('\\', 't');
      default -> putAll('\\', 'u', '0', '0', (char) HEX[c >> 4], (char) HEX[c & 0xf]);
    }
  }

  private void putAll(char... ascii) {
    for (char c : ascii) {
      put(c);
    }
  }

  private void putUtf8(String character) {
    putBytes(character.getBytes(StandardCharsets.UTF_8));
  }

  private void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
