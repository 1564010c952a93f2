package com.plurence.gateway.storage.usage;

import org.jspecify.annotations.Nullable;

/** Texts of clients and providers as columns take them. */
final class SqlText {
  /** Lengths of columns, in UTF-16 units. */
  static final int KEY = 100;

  static final int WORD = 40;
  static final int MODEL = 400;
  static final int PROVIDER = 200;
  static final int TARGET = 600;
  static final int END_USER = 300;

  private SqlText() {}

  /** At most {@code most} units of {@code text}, none of which PostgreSQL refuses. */
  static String cut(String text, int most) {
    String plain = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    if (plain.length() <= most) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(most - 1)) ? most - 1 : most;
    return plain.substring(0, end);
  }

  static @Nullable String cutOrNull(@Nullable String text, int most) {
    return text == null ? null : cut(text, most);
  }
}
