package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import java.util.List;
import java.util.Map;

/**
 * The counts that the limits of a request are about, found once for all that is done with them.
 * Each account has one, filled anew for every request, so that none allocates its own. In the
 * monitor of the account.
 */
final class BoundCounts {
  private ScopeCounts[] scopes = new ScopeCounts[0];
  private Count[] counts = new Count[0];
  private List<Bound> bounds = List.of();

  /**
   * Turns to {@code limits}.
   *
   * @return false if something is not counted yet, or its records are not read
   */
  boolean find(LimitSet limits, Map<Scope, ScopeCounts> all) {
    bounds = limits.bounds();
    if (counts.length < bounds.size()) {
      scopes = new ScopeCounts[bounds.size()];
      counts = new Count[bounds.size()];
    }
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      ScopeCounts scope = isFirstOfItsScope(i) ? all.get(bound.scope()) : scopes[i - 1];
      Count count = scope == null ? null : scope.find(bound.dimension());
      if (scope == null || count == null) {
        return false;
      }
      scopes[i] = scope;
      counts[i] = count;
    }
    return true;
  }

  private boolean isFirstOfItsScope(int index) {
    return index == 0 || !bounds.get(index).scope().equals(bounds.get(index - 1).scope());
  }

  /** Whether nothing has to be read before all that is found can be decided. */
  boolean areKnown() {
    for (int i = 0; i < bounds.size(); i++) {
      if (!scopes[i].knows(bounds.get(i).dimension())) {
        return false;
      }
    }
    return true;
  }

  /** Whether no limit refuses. */
  boolean fit(Amounts amounts) {
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      if (!counts[i].fits(bound.most(), amounts.of(bound))) {
        return false;
      }
    }
    return true;
  }

  /** Every limit takes its amount. */
  void take(Amounts amounts) {
    for (int i = 0; i < bounds.size(); i++) {
      if (isFirstOfItsScope(i)) {
        scopes[i].admitted();
      }
      counts[i].take(amounts.of(bounds.get(i)));
    }
  }

  /** Notes the wait of each limit that refuses, in milliseconds, and -1 for others. */
  void noteWaits(Amounts amounts, long[] waits) {
    for (int i = 0; i < bounds.size(); i++) {
      long most = bounds.get(i).most();
      long amount = amounts.of(bounds.get(i));
      waits[i] = counts[i].fits(most, amount) ? -1 : counts[i].waitFor(most, amount);
    }
  }

  /** Notes what is used and held, for {@link Figures}. */
  void note(long millis, long[] figures) {
    Figures.begin(millis, figures);
    int both = 0;
    for (int i = 0; i < bounds.size(); i++) {
      both += Figures.note(bounds, i, both, counts[i], figures);
    }
  }

  /** A request is over that took {@code amounts} at {@code since}, in milliseconds since 1970. */
  void settle(Amounts amounts, Settlement used, long since) {
    for (int i = 0; i < bounds.size(); i++) {
      if (isFirstOfItsScope(i)) {
        scopes[i].settled(used, since);
      }
      Bound bound = bounds.get(i);
      counts[i].settle(amounts.of(bound), usedOf(bound, used), since);
    }
  }

  private static long usedOf(Bound bound, Settlement used) {
    return switch (bound.dimension().unit()) {
      case REQUESTS -> used.countsAsRequest() ? 1 : 0;
      case TOKENS -> used.tokens();
      case NANO_USD -> used.nanoUsd();
    };
  }
}
