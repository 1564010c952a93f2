package com.plurence.gateway.json;

/** Reads one number by the grammar of RFC 8259, across as many pieces as it takes. */
final class NumberLexer {
  /** Enough for every number that a double or a long can tell apart; a longer one is cut. */
  private static final int TEXT_LIMIT = 64;

  private static final int BEGIN = 0;
  private static final int MINUS = 1;
  private static final int ZERO = 2;
  private static final int WHOLE = 3;
  private static final int POINT = 4;
  private static final int FRACTION = 5;
  private static final int E = 6;
  private static final int E_SIGN = 7;
  private static final int EXPONENT = 8;
  private static final int NOWHERE = 9;

  private final TextCollector collector;
  private final JsonText text;

  private int inside;
  private Lexed result = Lexed.MORE;

  NumberLexer(TextCollector collector, JsonText text) {
    this.collector = collector;
    this.text = text;
  }

  void begin(boolean textWanted) {
    collector.begin(textWanted ? TEXT_LIMIT : 0);
    inside = BEGIN;
    result = Lexed.MORE;
  }

  Lexed result() {
    return result;
  }

  /** Reads on; the index of the first byte that does not belong to the number. */
  int read(byte[] bytes, int from, int to) {
    int i = from;
    for (; i < to; i++) {
      int next = after(inside, bytes[i]);
      if (next == NOWHERE) {
        end(bytes, from, i);
        return i;
      }
      inside = next;
    }
    if (collector.wanted()) {
      collector.add(bytes, from, to);
    }
    return i;
  }

  /** The document ends here. Whether the number may, too. */
  boolean finish() {
    collector.show(text);
    return complete();
  }

  private static int after(int inside, byte c) {
    boolean digit = c >= '0' && c <= '9';
    return switch (inside) {
      case BEGIN -> c == '-' ? MINUS : c == '0' ? ZERO : digit ? WHOLE : NOWHERE;
      case MINUS -> c == '0' ? ZERO : digit ? WHOLE : NOWHERE;
      case ZERO -> c == '.' ? POINT : isE(c) ? E : NOWHERE;
      case WHOLE -> digit ? WHOLE : c == '.' ? POINT : isE(c) ? E : NOWHERE;
      case POINT -> digit ? FRACTION : NOWHERE;
      case FRACTION -> digit ? FRACTION : isE(c) ? E : NOWHERE;
      case E -> digit ? EXPONENT : c == '+' || c == '-' ? E_SIGN : NOWHERE;
      case E_SIGN, EXPONENT -> digit ? EXPONENT : NOWHERE;
      default -> NOWHERE;
    };
  }

  private static boolean isE(byte c) {
    return c == 'e' || c == 'E';
  }

  private boolean complete() {
    return inside == ZERO || inside == WHOLE || inside == FRACTION || inside == EXPONENT;
  }

  private void end(byte[] bytes, int from, int to) {
    result = complete() ? Lexed.DONE : Lexed.BAD;
    if (!collector.wanted()) {
      text.showNothing();
    } else if (collector.isEmpty()) {
      collector.show(text, bytes, from, to);
    } else {
      collector.add(bytes, from, to);
      collector.show(text);
    }
  }
}
