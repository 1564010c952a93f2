package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All scopes of one account, decided together under this monitor. Safe on any thread. Once the
 * scopes of a request are known, nothing is allocated inside.
 */
final class AccountCounts {
  private final AccountClock clock = new AccountClock();
  private final Map<Scope, ScopeCounts> scopes = new HashMap<>();
  private boolean retired;

  /**
   * Takes {@code amounts} of all limits or of none.
   *
   * @param now in milliseconds since 1970
   * @param waits takes the wait of each limit that refuses, -1 of others; may be absent
   * @return REFUSED without {@code waits} leaves {@code figures} as they were
   */
  synchronized Verdict admit(
      LimitSet limits, Amounts amounts, long now, Figures figures, long @Nullable [] waits) {
    show(now);
    if (!knows(limits)) {
      return Verdict.UNKNOWN;
    }
    boolean fits = fits(limits, amounts);
    if (fits) {
      take(limits, amounts);
    } else if (waits != null) {
      waitFor(limits, amounts, waits);
    }
    if (fits || waits != null) {
      note(limits, figures);
    }
    return fits ? Verdict.ADMITTED : Verdict.REFUSED;
  }

  /**
   * Notes how limits stand.
   *
   * @return false if something is not counted yet, or its records are not read
   */
  synchronized boolean peek(LimitSet limits, long now, Figures figures) {
    show(now);
    boolean known = knows(limits);
    if (known) {
      note(limits, figures);
    }
    return known;
  }

  private void show(long now) {
    if (!clock.show(now)) {
      scopes.values().forEach(ScopeCounts::clockWasAhead);
    }
  }

  private boolean knows(LimitSet limits) {
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      ScopeCounts counts = scopes.get(bound.scope());
      if (counts == null || !counts.knows(bound.dimension())) {
        return false;
      }
    }
    return true;
  }

  private boolean fits(LimitSet limits, Amounts amounts) {
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      if (!of(bound).fits(bound.most(), amounts.of(bound))) {
        return false;
      }
    }
    return true;
  }

  private Count of(Bound bound) {
    return scope(bound).of(bound.dimension());
  }

  private ScopeCounts scope(Bound bound) {
    ScopeCounts counts = scopes.get(bound.scope());
    if (counts == null) {
      throw new IllegalStateException(bound.scope() + " is not counted");
    }
    return counts;
  }

  private void take(LimitSet limits, Amounts amounts) {
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      ScopeCounts counts = scope(bound);
      if (isFirstOfItsScope(bounds, i)) {
        counts.admitted();
      }
      counts.of(bound.dimension()).take(amounts.of(bound));
    }
  }

  private static boolean isFirstOfItsScope(List<Bound> bounds, int at) {
    return at == 0 || !bounds.get(at).scope().equals(bounds.get(at - 1).scope());
  }

  private void waitFor(LimitSet limits, Amounts amounts, long[] waits) {
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      long amount = amounts.of(bound);
      Count count = of(bound);
      waits[i] = count.fits(bound.most(), amount) ? -1 : count.waitFor(bound.most(), amount);
    }
  }

  private void note(LimitSet limits, Figures figures) {
    figures.at(clock.millis());
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Count count = of(bounds.get(i));
      figures.note(i, count.used(), count.held());
    }
  }

  /**
   * A request is over.
   *
   * @param limits that it was admitted by
   * @param amounts that it took of them
   * @param since when, in milliseconds since 1970
   * @param now in milliseconds since 1970
   */
  synchronized void settle(
      LimitSet limits, Amounts amounts, Settlement used, long since, long now) {
    show(now);
    List<Bound> bounds = limits.bounds();
    for (int i = 0; i < bounds.size(); i++) {
      Bound bound = bounds.get(i);
      ScopeCounts counts = scope(bound);
      if (isFirstOfItsScope(bounds, i)) {
        counts.settled(used, since);
      }
      counts.of(bound.dimension()).settle(amounts.of(bound), usedOf(bound, used), since);
    }
  }

  private static long usedOf(Bound bound, Settlement used) {
    return switch (bound.dimension().unit()) {
      case REQUESTS -> used.countsAsRequest() ? 1 : 0;
      case TOKENS -> used.tokens();
      case NANO_USD -> used.nanoUsd();
    };
  }

  /**
   * Begins to count all that {@code limits} need.
   *
   * @return false if this account has been dropped, and another has to be made
   */
  synchronized boolean begin(LimitSet limits, long now) {
    show(now);
    if (!retired) {
      for (Bound bound : limits.bounds()) {
        scopes
            .computeIfAbsent(bound.scope(), scope -> new ScopeCounts(clock))
            .begin(bound.dimension());
      }
    }
    return !retired;
  }

  /** The scopes of {@code limits} whose records are to be read; {@code reading} reads them. */
  synchronized List<Scope> claim(List<Scope> wanted, Future<Void> reading) {
    List<Scope> claimed = new ArrayList<>();
    for (Scope scope : wanted) {
      ScopeCounts counts = scopes.get(scope);
      if (counts != null && counts.records().areToBeRead()) {
        counts.records().begin(reading, counts.marks());
        claimed.add(scope);
      }
    }
    return claimed;
  }

  /** What must be over before the records of {@code wanted} are read. */
  synchronized List<Future<Void>> readings(List<Scope> wanted) {
    List<Future<Void>> readings = new ArrayList<>();
    for (Scope scope : wanted) {
      ScopeCounts counts = scopes.get(scope);
      Future<Void> reading = counts == null ? null : counts.records().reading();
      if (reading != null && !readings.contains(reading)) {
        readings.add(reading);
      }
    }
    return readings;
  }

  /**
   * What {@code read} has claimed is read.
   *
   * @param spent by scope, in the order of {@code claimed}; empty if they could not be read
   */
  synchronized void end(Future<Void> read, List<Scope> claimed, List<Spent> spent) {
    for (int i = 0; i < claimed.size(); i++) {
      ScopeCounts counts = scopes.get(claimed.get(i));
      if (counts != null) {
        counts.records().end(read, counts, spent.isEmpty() ? null : spent.get(i));
      }
    }
  }

  /** Whoever asks for {@code wanted} waits no longer for their records. */
  synchronized void doWithout(List<Scope> wanted) {
    for (Scope scope : wanted) {
      ScopeCounts counts = scopes.get(scope);
      if (counts != null) {
        counts.records().doWithout();
      }
    }
  }

  /** Forgets what {@code scope} has used; its records will tell. */
  synchronized void forget(Scope scope) {
    ScopeCounts counts = scopes.get(scope);
    if (counts != null) {
      counts.forget();
    }
  }

  /** The scopes at this moment. */
  synchronized List<Scope> scopes() {
    return List.copyOf(scopes.keySet());
  }

  /** The requests of {@code scope} that are under way still run. */
  synchronized void renew(Scope scope, long now) {
    show(now);
    ScopeCounts counts = scopes.get(scope);
    if (counts != null) {
      counts.renew();
    }
  }

  /** Drops {@code scope} if nothing is lost with it. */
  synchronized void tidy(Scope scope, long now) {
    show(now);
    ScopeCounts counts = scopes.get(scope);
    if (counts != null && counts.isIdle()) {
      scopes.remove(scope);
    }
  }

  /**
   * Ends this account if it has no scopes.
   *
   * @return whether it has ended
   */
  synchronized boolean retire() {
    retired = scopes.isEmpty();
    return retired;
  }
}
