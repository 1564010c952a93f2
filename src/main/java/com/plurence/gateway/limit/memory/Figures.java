package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Standing;
import com.plurence.gateway.limit.Unit;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * How the limits of a set stood at one moment: a list that makes its elements when they are asked
 * for, because most are not.
 */
final class Figures extends AbstractList<Standing> implements RandomAccess {
  private final LimitSet limits;

  /** What is used of each limit; then what is held of those that can have both. */
  private final long[] figures;

  private long millis;

  Figures(LimitSet limits) {
    this.limits = limits;
    this.figures =
        new long[limits.bounds().size() + withBoth(limits.bounds(), limits.bounds().size())];
  }

  private static int withBoth(List<Bound> bounds, int before) {
    int both = 0;
    for (int i = 0; i < before; i++) {
      if (hasBoth(bounds.get(i).dimension())) {
        both++;
      }
    }
    return both;
  }

  private static boolean hasBoth(Dimension dimension) {
    return dimension.window() == Dimension.Window.MONTH || dimension.unit() == Unit.NANO_USD;
  }

  /** All that follows is of this moment, in milliseconds since 1970. */
  void at(long now) {
    millis = now;
  }

  /** The moment, in milliseconds since 1970. */
  long millis() {
    return millis;
  }

  /** How the limit {@code index} stands. */
  void note(int index, long used, long held) {
    Dimension dimension = limits.bounds().get(index).dimension();
    figures[index] = dimension == Dimension.CONCURRENCY ? held : used;
    if (hasBoth(dimension)) {
      figures[heldOf(index)] = held;
    }
  }

  private int heldOf(int index) {
    return limits.bounds().size() + withBoth(limits.bounds(), index);
  }

  @Override
  public Standing get(int index) {
    Bound bound = limits.bounds().get(index);
    Dimension dimension = bound.dimension();
    boolean inFlight = dimension == Dimension.CONCURRENCY;
    long used = inFlight ? 0 : figures[index];
    long held = inFlight ? figures[index] : hasBoth(dimension) ? figures[heldOf(index)] : 0;
    return new Standing(
        bound,
        used,
        held,
        Count.remaining(bound.most(), used, held),
        AccountClock.resetsAt(dimension.window(), millis));
  }

  @Override
  public int size() {
    return limits.bounds().size();
  }
}
