package com.plurence.gateway.dialect.openai.chat.stream;

/**
 * Tells when the arguments of a call, which come in pieces, are a whole JSON value. It looks at
 * brackets and quotes alone, so what is broken may never be whole.
 */
final class ArgumentsEnd {
  private int depth;
  private boolean begun;
  private boolean inString;
  private boolean escaped;

  void feed(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      char c = piece.charAt(i);
      if (inString) {
        inString = escaped || c != '"';
        escaped = !escaped && c == '\\';
      } else if (c == '"') {
        inString = true;
        begun = true;
      } else if (c == '{' || c == '[') {
        depth++;
        begun = true;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
  }

  boolean isWhole() {
    return begun && depth <= 0 && !inString;
  }
}
