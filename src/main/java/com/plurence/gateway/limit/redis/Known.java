package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Bound;
import com.plurence.gateway.limit.Dimension.Window;
import com.plurence.gateway.limit.redis.script.Times;

/**
 * What Redis said last of one sum of a day or month, and how much of it this gateway itself had
 * counted by then. Safe on any thread.
 */
final class Known {
  private static final long NEVER = Long.MIN_VALUE;

  private record Said(long period, long taken, long own) {}

  private volatile Said said = new Said(NEVER, 0, 0);

  /**
   * @param second when Redis said so
   * @param taken what was used and held, by everybody
   * @param own what was used and held of it by this gateway
   */
  void heard(Window window, long second, long taken, long own) {
    said = new Said(period(window, second), taken, own);
  }

  /** Whether anything was ever said. */
  boolean isKnown() {
    return said.period() != NEVER;
  }

  /**
   * What this gateway may have counted at most, while it is on its own in {@code second}: its share
   * of what was left.
   */
  long most(Bound bound, long second, int replicas) {
    Said last = said;
    if (last.period() != period(bound.dimension().window(), second)) {
      return share(bound.most(), replicas);
    }
    return last.own() + share(Math.max(0, bound.most() - last.taken()), replicas);
  }

  /** One of {@code replicas} equal parts, rounded up. */
  static long share(long all, int replicas) {
    return (all + replicas - 1) / replicas;
  }

  private static long period(Window window, long second) {
    return window == Window.DAY ? Times.day(second) : Times.month(second);
  }
}
