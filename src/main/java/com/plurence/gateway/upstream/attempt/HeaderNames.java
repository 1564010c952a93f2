package com.plurence.gateway.upstream.attempt;

import io.vertx.core.MultiMap;
import java.util.List;

/** A set of names of headers, some of them whole families. Immutable. */
final class HeaderNames {
  /** As headers without values: these are looked up in any case, with nothing made to compare. */
  private final MultiMap names = MultiMap.caseInsensitiveMultiMap();

  private final List<String> beginnings;

  /** By the code of a letter, in both cases: whether a family begins so, which few names do. */
  private final boolean[] initials = new boolean[128];

  /**
   * @param beginnings of the names of each family, in ASCII and not empty
   */
  HeaderNames(List<String> names, List<String> beginnings) {
    names.forEach(name -> this.names.set(name, ""));
    this.beginnings = List.copyOf(beginnings);
    for (String beginning : beginnings) {
      initials[Character.toLowerCase(beginning.charAt(0))] = true;
      initials[Character.toUpperCase(beginning.charAt(0))] = true;
    }
  }

  /** Whether {@code name}, in any case, is one of these. */
  boolean contains(String name) {
    if (names.contains(name)) {
      return true;
    }
    if (name.isEmpty() || name.charAt(0) >= initials.length || !initials[name.charAt(0)]) {
      return false;
    }
    for (String beginning : beginnings) {
      if (begins(name, beginning)) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code name}, in any case, begins so. */
  static boolean begins(String name, String beginning) {
    return !beginning.isEmpty() && name.regionMatches(true, 0, beginning, 0, beginning.length());
  }
}
