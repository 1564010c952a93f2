package com.plurence.gateway.catalog;

import com.plurence.gateway.config.provider.ModelPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a model name leads. Immutable.
 *
 * @param model the name that clients send, or the pattern of such names
 * @param priorities the targets in groups, the group that is tried first in front; no group is
 *     empty
 */
public record Route(String model, List<List<Target>> priorities) {
  public Route {
    priorities = priorities.stream().map(List::copyOf).toList();
  }

  /** The route over {@code targets}, grouped by their priority and otherwise in their order. */
  static Route of(String model, List<Target> targets) {
    return new Route(
        model,
        List.copyOf(
            targets.stream()
                .collect(Collectors.groupingBy(Target::priority, TreeMap::new, Collectors.toList()))
                .values()));
  }

  /** Whether clients send many names that lead here. */
  public boolean isPattern() {
    return ModelPattern.of(model).isPresent();
  }

  /** This route with no other target than that of this id; empty if it has none. */
  public Optional<Route> only(String targetId) {
    return targets().stream()
        .filter(target -> target.id().equals(targetId))
        .findFirst()
        .map(target -> new Route(model, List.of(List.of(target))));
  }

  /** This route with no other targets than those of these ids, where there are any of them. */
  public Route within(Optional<Set<String>> targetIds) {
    if (targetIds.isEmpty()) {
      return this;
    }
    List<List<Target>> left =
        priorities.stream()
            .map(group -> group.stream().filter(t -> targetIds.get().contains(t.id())).toList())
            .filter(group -> !group.isEmpty())
            .toList();
    return left.isEmpty() ? this : new Route(model, left);
  }

  /** Every target, in the order of priorities. */
  public List<Target> targets() {
    return priorities.stream().flatMap(List::stream).toList();
  }
}
