package com.plurence.gateway.limit.admission;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.Unit;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.TokenClasses;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request would cost at the targets that it may go to. Where no money is limited nobody asks
 * for prices, and everything costs nothing. Immutable.
 */
public final class PricedRoute {
  private final ExpectedTokens expected;
  private final List<Cost> costs;
  private final boolean narrowed;

  private PricedRoute(ExpectedTokens expected, List<Cost> costs, boolean narrowed) {
    this.expected = expected;
    this.costs = costs;
    this.narrowed = narrowed;
  }

  /**
   * In nano-dollars.
   *
   * @param input part of {@code all}
   */
  private record Cost(String targetId, long input, long all) {}

  /** Whether {@code limits} limit money. */
  public static boolean isMoney(LimitSet limits) {
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      if (bounds.get(i).dimension().unit() == Unit.NANO_USD) {
        return true;
      }
    }
    return false;
  }

  /** Of a request of which only other things are limited. */
  public static PricedRoute unlimited(ExpectedTokens expected) {
    return new PricedRoute(expected, List.of(), false);
  }

  /**
   * Of a request for {@code model} along {@code route}, without the targets whose price nobody
   * knows.
   *
   * @param day on which it is admitted, UTC
   */
  public static PricedRoute of(Route route, String model, LocalDate day, ExpectedTokens expected) {
    List<Cost> costs = new ArrayList<>();
    List<Target> targets = route.targets();
    for (Target target : targets) {
      Optional<Price> price = target.price(model, day);
      price.ifPresent(known -> costs.add(cost(target.id(), known, expected)));
    }
    return new PricedRoute(expected, costs, costs.size() < targets.size());
  }

  private static Cost cost(String targetId, Price price, ExpectedTokens expected) {
    return new Cost(
        targetId,
        price.nanoUsdAtMost(new TokenClasses(expected.input(), 0, 0, 0, 0)),
        price.nanoUsdAtMost(new TokenClasses(expected.input(), 0, 0, expected.output(), 0)));
  }

  /** Whether no target is left. */
  public boolean isEmpty() {
    return costs.isEmpty();
  }

  /** The targets that are left; empty: all of the route. */
  public Optional<Set<String>> targets() {
    if (!narrowed) {
      return Optional.empty();
    }
    Set<String> ids = new HashSet<>();
    costs.forEach(cost -> ids.add(cost.targetId));
    return Optional.of(ids);
  }

  /** What limits are to be asked for: at the dearest target that is left. */
  public Amounts amounts() {
    Cost dearest = new Cost("", 0, 0);
    for (Cost cost : costs) {
      dearest = cost.all > dearest.all ? cost : dearest;
    }
    return amounts(dearest);
  }

  private Amounts amounts(Cost cost) {
    return new Amounts(
        expected.input(), expected.total(), cost.input, cost.all, expected.clamped());
  }

  /** This without the targets that cost more than what is left in {@code standings}. */
  public PricedRoute within(List<Standing> standings) {
    List<Cost> payable = costs.stream().filter(cost -> fits(cost, standings)).toList();
    return new PricedRoute(expected, payable, narrowed || payable.size() < costs.size());
  }

  private boolean fits(Cost cost, List<Standing> standings) {
    Amounts amounts = amounts(cost);
    return cost.all == 0
        || standings.stream()
            .filter(standing -> standing.bound().dimension().unit() == Unit.NANO_USD)
            .allMatch(standing -> amounts.of(standing.bound()) <= standing.remaining());
  }

  /** Whether this has fewer targets than {@code other}. */
  public boolean isNarrowerThan(PricedRoute other) {
    return costs.size() < other.costs.size();
  }
}
