package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.Dimension.Window;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums.Spent;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one scope has used. Its days and months are counted whether or not they are limited, and
 * everything else from when it is limited. In the monitor of its account.
 */
final class ScopeCounts {
  private final AccountClock clock;
  private final PeriodSum requestsOfDay;
  private final PeriodSum nanoUsdOfDay;
  private final PeriodSum tokensOfMonth;
  private final PeriodSum nanoUsdOfMonth;
  private final Map<Dimension, Count> counts = new EnumMap<>(Dimension.class);
  private final Records records = new Records();
  private int underWay;
  private boolean busy;

  ScopeCounts(AccountClock clock) {
    this.clock = clock;
    this.requestsOfDay = new PeriodSum(clock, Window.DAY);
    this.nanoUsdOfDay = new PeriodSum(clock, Window.DAY);
    this.tokensOfMonth = new PeriodSum(clock, Window.MONTH);
    this.nanoUsdOfMonth = new PeriodSum(clock, Window.MONTH);
  }

  /** What is known of its records. */
  Records records() {
    return records;
  }

  /** What is counted of {@code dimension}; null before it has begun. */
  @Nullable Count find(Dimension dimension) {
    return counts.get(dimension);
  }

  /** Whether {@code dimension} can be decided, with what is known of the records. */
  boolean knows(Dimension dimension) {
    return records.areRead() || !isOfPeriod(dimension);
  }

  private static boolean isOfPeriod(Dimension dimension) {
    return dimension.window() == Window.DAY || dimension.window() == Window.MONTH;
  }

  /** From now on {@code dimension} is counted. */
  void begin(Dimension dimension) {
    counts.computeIfAbsent(dimension, this::count);
    if (isOfPeriod(dimension)) {
      records.need();
    }
  }

  private Count count(Dimension dimension) {
    return switch (dimension) {
      case RPM, TPM -> new SlidingMinute(clock);
      case CONCURRENCY -> new Holds(clock);
      case RPD -> new PeriodCount(requestsOfDay, null);
      case TOKENS_PER_MONTH -> new PeriodCount(tokensOfMonth, new Holds(clock));
      case USD_PER_DAY -> new PeriodCount(nanoUsdOfDay, new Holds(clock));
      case USD_PER_MONTH -> new PeriodCount(nanoUsdOfMonth, new Holds(clock));
    };
  }

  /** A request was admitted. */
  void admitted() {
    underWay++;
    busy = true;
    requestsOfDay.add(1);
  }

  /** A request is over that was admitted at {@code since}, in milliseconds since 1970. */
  void settled(Settlement used, long since) {
    underWay--;
    busy = true;
    tokensOfMonth.add(used.tokens());
    nanoUsdOfDay.add(used.nanoUsd());
    nanoUsdOfMonth.add(used.nanoUsd());
    if (!used.countsAsRequest()) {
      requestsOfDay.takeBack(since);
    }
  }

  /** The requests under way still run. */
  void renew() {
    if (underWay > 0) {
      counts.values().forEach(Count::renew);
    }
  }

  /** The clock was ahead, and has been set right. */
  void clockWasAhead() {
    counts.values().forEach(Count::clockWasAhead);
  }

  /** Forgets what is used; the records will tell. */
  void forget() {
    counts.values().forEach(Count::forget);
    requestsOfDay.forget();
    nanoUsdOfDay.forget();
    tokensOfMonth.forget();
    nanoUsdOfMonth.forget();
    records.forget();
  }

  /** Whether nothing would be lost with it. */
  boolean isIdle() {
    return underWay == 0
        && records.reading() == null
        && counts.values().stream().allMatch(count -> count.used() == 0);
  }

  /**
   * Doubts its sums if nothing has happened since this was last asked: what happens while nothing
   * is limited is told to the records alone.
   */
  void doubtIfIdle() {
    if (!busy && underWay == 0) {
      records.doubt();
    }
    busy = false;
  }

  /** How its sums stand, before records are read. */
  Marks marks() {
    return new Marks(
        requestsOfDay.mark(), nanoUsdOfDay.mark(), tokensOfMonth.mark(), nanoUsdOfMonth.mark());
  }

  /** At {@code marks}, records told of {@code spent}. */
  void learn(Marks marks, Spent spent) {
    requestsOfDay.learn(marks.requestsOfDay(), spent.requestsOfDay());
    nanoUsdOfDay.learn(marks.nanoUsdOfDay(), spent.nanoUsdOfDay());
    tokensOfMonth.learn(marks.tokensOfMonth(), spent.tokensOfMonth());
    nanoUsdOfMonth.learn(marks.nanoUsdOfMonth(), spent.nanoUsdOfMonth());
  }

  /** The sums at some time. */
  record Marks(
      PeriodSum.Mark requestsOfDay,
      PeriodSum.Mark nanoUsdOfDay,
      PeriodSum.Mark tokensOfMonth,
      PeriodSum.Mark nanoUsdOfMonth) {}
}
