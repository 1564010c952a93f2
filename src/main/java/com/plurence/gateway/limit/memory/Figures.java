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
 * How the limits of a set stood at one moment: numbers in one array, and elements made of them when
 * they are asked for, because most are not. The array has the moment, in milliseconds since 1970;
 * then one number for each limit, what is held of a concurrency and else what is used; then what is
 * held of each limit that has both.
 */
final class Figures extends AbstractList<Standing> implements RandomAccess {
  private final LimitSet limits;
  private final long[] figures;

  Figures(LimitSet limits, long[] figures) {
    this.limits = limits;
    this.figures = figures;
  }

  /** Room for the figures of {@code limits}. */
  static long[] room(LimitSet limits) {
    List<Bound> bounds = limits.bounds();
    return new long[1 + bounds.size() + withBoth(bounds, bounds.size())];
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

  /** All that follows is of the moment {@code millis}. */
  static void begin(long millis, long[] figures) {
    figures[0] = millis;
  }

  /** The moment. */
  static long millis(long[] figures) {
    return figures[0];
  }

  /**
   * Notes how one limit stands.
   *
   * @param both how many before it have both numbers
   * @return 1 if it has both
   */
  static int note(List<Bound> bounds, int index, int both, Count count, long[] figures) {
    Dimension dimension = bounds.get(index).dimension();
    if (dimension == Dimension.CONCURRENCY) {
      figures[1 + index] = count.held();
      return 0;
    }
    figures[1 + index] = count.used();
    if (!hasBoth(dimension)) {
      return 0;
    }
    figures[1 + bounds.size() + both] = count.held();
    return 1;
  }

  @Override
  public Standing get(int index) {
    List<Bound> bounds = limits.bounds();
    Bound bound = bounds.get(index);
    Dimension dimension = bound.dimension();
    long used = dimension == Dimension.CONCURRENCY ? 0 : figures[1 + index];
    long held = 0;
    if (dimension == Dimension.CONCURRENCY) {
      held = figures[1 + index];
    } else if (hasBoth(dimension)) {
      held = figures[1 + bounds.size() + withBoth(bounds, index)];
    }
    return new Standing(
        bound,
        used,
        held,
        Math.max(0, bound.most() - used - held),
        AccountClock.resetsAt(dimension.window(), millis(figures)));
  }

  @Override
  public int size() {
    return limits.bounds().size();
  }
}
