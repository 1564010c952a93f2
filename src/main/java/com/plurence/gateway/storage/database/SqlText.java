package com.plurence.gateway.storage.database;

import org.jspecify.annotations.Nullable;

/** Texts of clients and providers as columns take them. */
public final class SqlText {
  /** Lengths of columns, in UTF-16 units. */
  public static final int KEY = 100;

  public static final int WORD = 40;
  public static final int MODEL = 400;
  public static final int PROVIDER = 200;
  public static final int TARGET = 600;
  public static final int END_USER = 300;

  private SqlText() {}

  /** At most {@code most} units of {@code text}, none of which PostgreSQL refuses. */
  public static String cut(String text, int most) {
    String plain = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
    if (plain.length() <= most) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(most - 1)) ? most - 1 : most;
    return plain.substring(0, end);
  }

  public static @Nullable String cutOrNull(@Nullable String text, int most) {
    return text == null ? null : cut(text, most);
  }
}
