package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Chooses the target of an attempt: of the first priority that has an available target, two are
 * drawn by weight and the one with fewer requests in flight for its weight is taken. Immutable but
 * for the shared state of its targets; safe on all event loops at once.
 */
public final class Balancer {
  private static final int NONE = -1;

  private final List<List<TargetState>> priorities;
  private final List<TargetState> targets;
  private final boolean manyModels;

  /**
   * @param priorities the targets in groups, the group to try first in front
   */
  Balancer(List<List<TargetState>> priorities) {
    this.priorities = priorities.stream().map(List::copyOf).toList();
    this.targets = this.priorities.stream().flatMap(List::stream).toList();
    this.manyModels = targets.stream().anyMatch(state -> state.target().hasManyModels());
  }

  /**
   * This balancer, if {@code route} has all its targets, or one for those that the route has.
   *
   * @param states of at least the targets of the route
   */
  Balancer of(Route route, Map<Target, TargetState> states) {
    if (size(route.priorities()) == size(priorities)) {
      return this;
    }
    return new Balancer(
        route.priorities().stream()
            .map(group -> group.stream().flatMap(target -> state(target, states)).toList())
            .toList());
  }

  private static Stream<TargetState> state(Target target, Map<Target, TargetState> states) {
    return Stream.ofNullable(states.get(target)).map(state -> state.of(target));
  }

  /** This balancer, if its targets have one model each, or one for requests for {@code model}. */
  Balancer ofModel(String model) {
    return manyModels
        ? new Balancer(
            priorities.stream()
                .map(group -> group.stream().map(state -> state.ofModel(model)).toList())
                .toList())
        : this;
  }

  private static int size(List<? extends List<?>> groups) {
    int size = 0;
    for (List<?> group : groups) {
      size += group.size();
    }
    return size;
  }

  /** What became of a choice. */
  public sealed interface Choice {}

  /** This one; its permit is held. */
  public record Chosen(TargetState state, Permit permit) implements Choice {}

  /**
   * Every target that was allowed is open, benched or cooling.
   *
   * @param earliest when the first of them is worth asking
   * @param reason why, where that is a limit or a credential and the same for all of them; else
   *     {@link FaultKind#ALL_UNAVAILABLE}
   */
  public record AllUnavailable(long earliest, FaultKind reason) implements Choice {}

  /** Every target was excluded. */
  public record NoneLeft() implements Choice {}

  /**
   * Chooses a target and acquires its permit.
   *
   * @param allowed which targets may be chosen: those that this request has not tried
   */
  public Choice choose(Predicate<? super Target> allowed, long now, RandomGenerator random) {
    for (List<TargetState> group : priorities) {
      // Another event loop may take a probe between draw and permit, so draw again, but not for
      // ever.
      for (int i = 0; i <= group.size(); i++) {
        int drawn = twoChoices(group, allowed, now, random);
        if (drawn == NONE) {
          break;
        }
        TargetState state = group.get(drawn);
        if (state.health().tryAcquire(now) instanceof Permit permit) {
          return new Chosen(state, permit);
        }
      }
    }
    return unavailable(allowed, now);
  }

  /**
   * As {@link #choose} among all targets; if every one is left alone, so that nothing else could
   * answer, the first that has failed is asked early, once a second.
   */
  public Choice chooseFirst(long now, RandomGenerator random) {
    Choice choice = choose(any -> true, now, random);
    if (!(choice instanceof AllUnavailable all)) {
      return choice;
    }
    Optional<TargetState> lastResort =
        targets.stream().filter(state -> state.health().isOpenAfterFailures()).findFirst();
    if (lastResort.isEmpty()) {
      return choice;
    }
    TargetHealth health = lastResort.get().health();
    if (health.tryLastResort(now) instanceof Permit permit) {
      return new Chosen(lastResort.get(), permit);
    }
    long due = Math.min(health.earliestAlone(now) - now, all.earliest() - now);
    return new AllUnavailable(now + due, all.reason());
  }

  /** Every target in the order of priorities. */
  public List<TargetState> targets() {
    return targets;
  }

  private static int twoChoices(
      List<TargetState> group,
      Predicate<? super Target> allowed,
      long now,
      RandomGenerator random) {
    int one = draw(group, allowed, NONE, now, random);
    int other = one == NONE ? NONE : draw(group, allowed, one, now, random);
    return other != NONE && load(group.get(other)) < load(group.get(one)) ? other : one;
  }

  private static double load(TargetState state) {
    return (double) state.health().inFlight() / state.target().weight();
  }

  /** The place of one of the available targets, drawn by weight, but for {@code drawn}. */
  private static int draw(
      List<TargetState> group,
      Predicate<? super Target> allowed,
      int drawn,
      long now,
      RandomGenerator random) {
    long total = 0;
    for (int i = 0; i < group.size(); i++) {
      total += i != drawn && eligible(group.get(i), allowed, now) ? weight(group.get(i)) : 0;
    }
    long ticket = total == 0 ? 0 : random.nextLong(total);
    int last = NONE;
    for (int i = 0; i < group.size() && ticket >= 0; i++) {
      if (i != drawn && eligible(group.get(i), allowed, now)) {
        ticket -= weight(group.get(i));
        last = i;
      }
    }
    return last;
  }

  private static int weight(TargetState state) {
    return state.target().weight();
  }

  private static boolean eligible(TargetState state, Predicate<? super Target> allowed, long now) {
    return allowed.test(state.target()) && state.health().available(now);
  }

  private Choice unavailable(Predicate<? super Target> allowed, long now) {
    long soonest = Long.MAX_VALUE;
    Set<FaultKind> causes = EnumSet.noneOf(FaultKind.class);
    for (List<TargetState> group : priorities) {
      for (TargetState state : group) {
        if (allowed.test(state.target())) {
          causes.add(state.health().cause(now));
          soonest = Math.min(soonest, state.health().earliest(now) - now);
        }
      }
    }
    return causes.isEmpty()
        ? new NoneLeft()
        : new AllUnavailable(now + soonest, commonReason(causes));
  }

  /** Different failures, and failures of different targets, have no reason in common. */
  private static FaultKind commonReason(Set<FaultKind> causes) {
    FaultKind cause = causes.iterator().next();
    boolean known = causes.size() == 1 && cause.health() != Health.FAILURE;
    return known ? cause : FaultKind.ALL_UNAVAILABLE;
  }
}
