package com.plurence.gateway.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** Finds the models whose cost nobody could tell. */
public final class Unpriced {
  private Unpriced() {}

  /** A sentence for each target that has no price on {@code day}, UTC, in the order of the file. */
  public static List<String> in(Catalog catalog, LocalDate day) {
    return catalog.routes().stream().flatMap(route -> in(route, day)).toList();
  }

  private static Stream<String> in(Route route, LocalDate day) {
    return route.targets().stream()
        .filter(target -> !target.mayHavePrice(route.model(), day))
        .map(target -> "model '%s' has no price at %s".formatted(route.model(), target.id()));
  }
}
