package com.plurence.gateway.json;

import java.nio.charset.StandardCharsets;

/** Reads {@code true}, {@code false} or {@code null}, across as many pieces as it takes. */
final class LiteralLexer {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private JsonKind kind = JsonKind.NULL;
  private byte[] letters = NULL;
  private int at;
  private Lexed result = Lexed.MORE;

  /** The literal that begins with {@code first}, which has been read: t, f or n. */
  void begin(byte first) {
    kind = first == 't' ? JsonKind.TRUE : first == 'f' ? JsonKind.FALSE : JsonKind.NULL;
    letters = first == 't' ? TRUE : first == 'f' ? FALSE : NULL;
    at = 1;
    result = Lexed.MORE;
  }

  JsonKind kind() {
    return kind;
  }

  Lexed result() {
    return result;
  }

  /** Reads on; the index of the first byte that does not belong to the literal. */
  int read(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != letters[at]) {
        result = Lexed.BAD;
        return i;
      }
      if (++at == letters.length) {
        result = Lexed.DONE;
        return i + 1;
      }
    }
    return to;
  }
}
