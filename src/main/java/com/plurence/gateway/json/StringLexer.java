package com.plurence.gateway.json;

/**
 * Reads one string from behind its opening quote to behind its closing one, across as many pieces
 * as it takes. Checks UTF-8 as RFC 3629 has it and escapes as RFC 8259 has them; a {@code \\u} of a
 * lone surrogate is let pass, as every common parser does.
 */
final class StringLexer {
  private static final int PLAIN = 0;
  private static final int CHARACTER = 1;
  private static final int ESCAPE = 2;
  private static final int HEX = 3;

  private final TextCollector collector;
  private final JsonText text;

  private Lexed result = Lexed.MORE;
  private int inside = PLAIN;
  // What the next byte of a character of several bytes may be, and how many are to come.
  private int least;
  private int most;
  private int following;
  private int hexLeft;
  private int hex;
  // The first half of a surrogate pair written as escapes, or 0.
  private int firstHalf;

  StringLexer(TextCollector collector, JsonText text) {
    this.collector = collector;
    this.text = text;
  }

  /** Begins a string of which the first {@code limit} bytes are wanted as text. */
  void begin(int limit) {
    collector.begin(limit);
    inside = PLAIN;
    firstHalf = 0;
    result = Lexed.MORE;
  }

  Lexed result() {
    return result;
  }

  /** Reads on; the index behind the last byte taken, or of the byte that cannot stand there. */
  int read(byte[] bytes, int from, int to) {
    int i = from;
    int run = from;
    while (i < to) {
      if (inside == PLAIN) {
        i = PlainText.end(bytes, i, to);
        if (i == to) {
          break;
        }
        byte c = bytes[i];
        if (c == '"') {
          end(bytes, run, i);
          return i + 1;
        }
        if (c == '\\') {
          collect(bytes, run, i);
          inside = ESCAPE;
          i++;
        } else if (c < 0) {
          i = characters(bytes, i, to);
        } else {
          return bad(i);
        }
      } else if (inside == CHARACTER) {
        i = restOfCharacter(bytes, i, to);
      } else {
        i = escape(bytes[i], i);
        run = i;
      }
      if (result == Lexed.BAD) {
        return i;
      }
    }
    if (inside <= CHARACTER) {
      collect(bytes, run, to);
    }
    return to;
  }

  private int characters(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] < 0) {
      int length = plainCharacter(bytes, i, to);
      if (length > 0) {
        i += length;
        continue;
      }
      if (!lead(bytes[i] & 0xFF)) {
        return bad(i);
      }
      i = restOfCharacter(bytes, i + 1, to);
      if (result == Lexed.BAD) {
        return i;
      }
    }
    return i;
  }

  /**
   * The length of a character of two or three bytes that lies here as a whole and whose first byte
   * leaves the others their full range, as nearly all do; 0 for what needs a closer look.
   */
  private static int plainCharacter(byte[] bytes, int i, int to) {
    int c = bytes[i] & 0xFF;
    if (c >= 0xC2 && c < 0xE0 && i + 1 < to && follows(bytes[i + 1])) {
      return 2;
    }
    boolean three = c > 0xE0 && c < 0xF0 && c != 0xED && i + 2 < to;
    return three && follows(bytes[i + 1]) && follows(bytes[i + 2]) ? 3 : 0;
  }

  private static boolean follows(byte c) {
    return c < (byte) 0xC0;
  }

  /** The first byte of a character says how many follow and bounds the second: RFC 3629, 4. */
  private boolean lead(int c) {
    least = 0x80;
    most = 0xBF;
    inside = CHARACTER;
    if (c < 0xC2 || c > 0xF4) {
      return false;
    }
    following = c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3;
    switch (c) {
      case 0xE0 -> least = 0xA0;
      case 0xED -> most = 0x9F;
      case 0xF0 -> least = 0x90;
      case 0xF4 -> most = 0x8F;
      default -> {}
    }
    return true;
  }

  private int restOfCharacter(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int c = bytes[i] & 0xFF;
      if (c < least || c > most) {
        return bad(i);
      }
      least = 0x80;
      most = 0xBF;
      i++;
      if (--following == 0) {
        inside = PLAIN;
        return i;
      }
    }
    return i;
  }

  private int escape(byte c, int i) {
    if (inside == HEX) {
      int digit = Character.digit(c, 16);
      if (digit < 0) {
        return bad(i);
      }
      hex = (hex << 4) | digit;
      if (--hexLeft == 0) {
        inside = PLAIN;
        collectUnit(hex);
      }
      return i + 1;
    }
    int decoded = decoded(c);
    if (decoded < 0) {
      return bad(i);
    }
    if (c == 'u') {
      inside = HEX;
      hexLeft = 4;
      hex = 0;
    } else {
      inside = PLAIN;
      collectUnit(decoded);
    }
    return i + 1;
  }

  private static int decoded(byte c) {
    return switch (c) {
      case '"', '\\', '/', 'u' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> -1;
    };
  }

  private void collectUnit(int unit) {
    if (!collector.wanted()) {
      return;
    }
    if (firstHalf != 0 && Character.isLowSurrogate((char) unit)) {
      collector.add(Character.toCodePoint((char) firstHalf, (char) unit));
      firstHalf = 0;
      return;
    }
    collectLoneHalf();
    if (Character.isHighSurrogate((char) unit)) {
      firstHalf = unit;
    } else {
      collector.add(unit);
    }
  }

  private void collectLoneHalf() {
    if (firstHalf != 0) {
      collector.add(firstHalf);
      firstHalf = 0;
    }
  }

  private void collect(byte[] bytes, int from, int to) {
    if (collector.wanted() && from < to) {
      collectLoneHalf();
      collector.add(bytes, from, to);
    }
  }

  private void end(byte[] bytes, int run, int quote) {
    result = Lexed.DONE;
    if (!collector.wanted()) {
      text.showNothing();
    } else if (collector.isEmpty() && firstHalf == 0) {
      collector.show(text, bytes, run, quote);
    } else {
      collect(bytes, run, quote);
      collectLoneHalf();
      collector.show(text);
    }
  }

  private int bad(int i) {
    result = Lexed.BAD;
    return i;
  }
}
