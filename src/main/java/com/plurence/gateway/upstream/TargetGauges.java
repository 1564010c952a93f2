package com.plurence.gateway.upstream;

import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import com.plurence.gateway.upstream.decision.TargetState;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Shows in the metrics what is known of each target. Targets of several models may have one id:
 * they are added up. Of an id that the configuration no longer names there are none.
 */
public final class TargetGauges {
  private static final String TARGET = "plurence.target";

  private final Metrics metrics;
  private final Supplier<Routing> routing;
  private final Set<String> shown = new HashSet<>();

  /**
   * @param routing the snapshot to show, whenever somebody looks
   */
  public TargetGauges(Metrics metrics, Supplier<Routing> routing) {
    this.metrics = metrics;
    this.routing = routing;
  }

  /** Begins to show the targets that the snapshot has and earlier ones had not; on any thread. */
  public synchronized void follow() {
    routing.get().targets().states().stream()
        .map(state -> state.target().id())
        .filter(shown::add)
        .forEach(this::show);
  }

  private void show(String id) {
    for (Status status : Status.values()) {
      metrics.gauge(
          "plurence.upstream.targets",
          "Targets by what they are doing",
          Map.of(TARGET, id, "state", status.name().toLowerCase(Locale.ROOT)),
          routing,
          now -> sum(now, id, state -> state.health().status(System.nanoTime()) == status ? 1 : 0));
    }
    number(id, "in_flight", "Attempts under way", state -> state.health().inFlight());
    number(id, "connections.used", "Attempts that hold a place", state -> state.limit().inUse());
    number(
        id, "connections.waiting", "Attempts that wait for one", state -> state.limit().waiting());
  }

  private void number(String id, String name, String help, ToIntFunction<TargetState> number) {
    metrics.gauge(
        "plurence.upstream." + name,
        help,
        Map.of(TARGET, id),
        routing,
        now -> sum(now, id, number));
  }

  private static double sum(
      Supplier<Routing> routing, String id, ToIntFunction<TargetState> number) {
    return routing.get().targets().states().stream()
        .filter(state -> state.target().id().equals(id))
        .mapToInt(number)
        .sum();
  }
}
