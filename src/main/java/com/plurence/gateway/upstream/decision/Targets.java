package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of every target of one catalogue. Immutable but for the shared state of the
 * targets; a reload makes the next one, in which unchanged targets keep what is known of them.
 */
public final class Targets {
  private final Map<Target, TargetState> states;
  private final Map<String, Balancer> balancers;

  private Targets(Map<Target, TargetState> states, Map<String, Balancer> balancers) {
    this.states = states;
    this.balancers = balancers;
  }

  /**
   * The targets of a first catalogue, of which nothing is known.
   *
   * @param now nanoseconds of the clock that every later question uses
   */
  public static Targets of(Catalog catalog, long now) {
    return new Targets(Map.of(), Map.of()).follow(catalog, now);
  }

  /** The targets of the next catalogue. */
  public Targets follow(Catalog catalog, long now) {
    Map<Target, TargetState> next = new HashMap<>();
    Map<String, Balancer> routes = new HashMap<>();
    for (Route route : catalog.routes()) {
      List<List<TargetState>> groups =
          route.priorities().stream()
              .map(group -> group.stream().map(target -> state(next, target, now)).toList())
              .toList();
      routes.put(route.model(), new Balancer(groups));
    }
    return new Targets(Map.copyOf(next), Map.copyOf(routes));
  }

  private TargetState state(Map<Target, TargetState> next, Target target, long now) {
    TargetState known = states.get(target);
    return next.computeIfAbsent(
            target, added -> known == null ? TargetState.fresh(added, now) : known.of(added))
        .of(target);
  }

  /** Who chooses among the targets of this model. */
  public Optional<Balancer> balancer(String model) {
    return Optional.ofNullable(balancers.get(model));
  }

  /**
   * Who chooses among the targets of {@code route}, which is one of this catalogue's or a part of
   * one, for a request for {@code model}.
   */
  public Optional<Balancer> balancer(Route route, String model) {
    return balancer(route.model()).map(whole -> whole.of(route, states).ofModel(model));
  }

  /** Every target with what is known of it, for people and metrics. */
  public Collection<TargetState> states() {
    return states.values();
  }
}
