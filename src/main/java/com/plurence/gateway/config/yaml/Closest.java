package com.plurence.gateway.config.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Closest {
  private Closest() {}

  /** The known name that differs least, if it differs little. */
  public static Optional<String> to(String name, Collection<String> known) {
    String plain = plain(name);
    int tolerance = Math.max(1, plain.length() / 3);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> edits(plain, plain(candidate))))
        .filter(candidate -> edits(plain, plain(candidate)) <= tolerance);
  }

  /** So that {@code connectTimeout} and {@code connect-timeout} are {@code connect_timeout}. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  /** Insertions, deletions and replacements that lead from one to the other (Levenshtein). */
  private static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                above[column - 1] + replaced, 1 + Math.min(above[column], current[column - 1]));
      }
      above = current;
    }
    return above[to.length()];
  }
}
