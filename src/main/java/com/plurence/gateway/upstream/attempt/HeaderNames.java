package com.plurence.gateway.upstream.attempt;

import io.vertx.core.MultiMap;
import java.util.List;

/** A set of names of headers, some of them whole families. Immutable. */
final class HeaderNames {
  /** As headers without values: these are looked up in any case, with nothing made to compare. */
  private final MultiMap names = MultiMap.caseInsensitiveMultiMap();

  private final List<String> beginnings;

  /**
   * @param beginnings of the names of each family
   */
  HeaderNames(List<String> names, List<String> beginnings) {
    names.forEach(name -> this.names.set(name, ""));
    this.beginnings = List.copyOf(beginnings);
  }

  /** Whether {@code name}, in any case, is one of these. */
  boolean contains(String name) {
    if (names.contains(name)) {
      return true;
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
    return name.regionMatches(true, 0, beginning, 0, beginning.length());
  }
}
