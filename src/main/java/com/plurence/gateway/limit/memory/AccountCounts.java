package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums.Spent;
import io.vertx.core.Future;
import java.time.InstantSource;
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
  private final String id;
  private final InstantSource source;
  private final AccountClock clock = new AccountClock();
  private final Map<Scope, ScopeCounts> scopes = new HashMap<>();
  private final BoundCounts counts = new BoundCounts();
  private int underWay;
  private boolean retired;

  AccountCounts(String id, InstantSource source) {
    this.id = id;
    this.source = source;
  }

  /** Of the account. */
  String id() {
    return id;
  }

  /**
   * Takes {@code amounts} of all limits or of none.
   *
   * @param figures takes how limits stand, for {@link Figures}, if the verdict is not UNKNOWN
   * @param waits takes the wait of each limit that refuses, in milliseconds, and -1 of others;
   *     where it is absent, a refusal notes nothing
   */
  synchronized Verdict admit(
      LimitSet limits, Amounts amounts, long[] figures, long @Nullable [] waits) {
    tick();
    if (!counts.find(limits, scopes) || !counts.areKnown()) {
      return Verdict.UNKNOWN;
    }
    boolean fit = counts.fit(amounts);
    if (fit) {
      counts.take(amounts);
      underWay++;
    } else if (waits != null) {
      counts.noteWaits(amounts, waits);
    }
    if (fit || waits != null) {
      counts.note(clock.millis(), figures);
    }
    return fit ? Verdict.ADMITTED : Verdict.REFUSED;
  }

  private void tick() {
    if (!clock.show(source.millis())) {
      scopes.values().forEach(ScopeCounts::clockWasAhead);
    }
  }

  /**
   * How limits stand.
   *
   * @param figures takes it, for {@link Figures}
   * @return false if something is not counted yet, or its records are not read
   */
  synchronized boolean peek(LimitSet limits, long[] figures) {
    tick();
    boolean known = counts.find(limits, scopes) && counts.areKnown();
    if (known) {
      counts.note(clock.millis(), figures);
    }
    return known;
  }

  /**
   * A request is over.
   *
   * @param limits that it was admitted by
   * @param amounts that it took of them
   * @param since when, in milliseconds since 1970
   */
  synchronized void settle(LimitSet limits, Amounts amounts, Settlement used, long since) {
    tick();
    underWay--;
    // A scope stays as long as it has requests under way, so each is found.
    if (counts.find(limits, scopes)) {
      counts.settle(amounts, used, since);
    }
  }

  /**
   * Begins to count all that {@code limits} need.
   *
   * @return false if this account has been dropped, and another has to be made
   */
  synchronized boolean begin(LimitSet limits) {
    tick();
    if (!retired) {
      for (Bound bound : limits.bounds()) {
        scopes
            .computeIfAbsent(bound.scope(), scope -> new ScopeCounts(clock))
            .begin(bound.dimension());
      }
    }
    return !retired;
  }

  /** The scopes of {@code limits} that wait for their records. */
  synchronized List<Scope> unread(LimitSet limits) {
    List<Scope> unread = new ArrayList<>();
    for (Bound bound : limits.bounds()) {
      ScopeCounts counts = scopes.get(bound.scope());
      if (counts != null && !counts.knows(bound.dimension()) && !unread.contains(bound.scope())) {
        unread.add(bound.scope());
      }
    }
    return unread;
  }

  /** Those of {@code wanted} whose records nobody reads yet; {@code reading} is to read them. */
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

  /** Doubts what {@code scope} has used of days and months. */
  synchronized void doubt(Scope scope) {
    ScopeCounts counts = scopes.get(scope);
    if (counts != null) {
      counts.records().doubt();
    }
  }

  /** How many requests are under way. */
  synchronized int underWay() {
    return underWay;
  }

  /** The scopes at this moment. */
  synchronized List<Scope> scopes() {
    return List.copyOf(scopes.keySet());
  }

  /**
   * The requests of {@code scope} that are under way still run.
   *
   * @return whether its records are to be read
   */
  synchronized boolean renew(Scope scope) {
    tick();
    ScopeCounts counts = scopes.get(scope);
    if (counts == null) {
      return false;
    }
    counts.renew();
    return counts.records().areToBeRead();
  }

  /** Drops {@code scope} if nothing is lost with it, else doubts it if it has not been used. */
  synchronized void tidy(Scope scope) {
    tick();
    ScopeCounts counts = scopes.get(scope);
    if (counts != null && counts.isIdle()) {
      scopes.remove(scope);
    } else if (counts != null) {
      counts.doubtIfIdle();
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
