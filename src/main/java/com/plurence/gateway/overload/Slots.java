package com.plurence.gateway.overload;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests to models the process has in flight at most, and who gets the last of them:
 * whoever has more than a fair share leaves the spare ones to those who have less. Safe on any
 * thread, without locks.
 */
final class Slots {
  private final int all;
  private final int common;
  private final int forBatch;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger takenByBatch = new AtomicInteger();

  /**
   * @param all requests
   * @param spare the share of them that is for those below a fair share
   */
  Slots(int all, double spare) {
    this.all = all;
    this.common = all - (int) (all * spare);
    this.forBatch = Math.max(1, all / 2);
  }

  /**
   * Takes one for a request of {@code project}, if it may have one.
   *
   * @param projects between which they are shared
   */
  boolean take(ProjectLoad project, Priority priority, int projects) {
    if (priority == Priority.BATCH) {
      return takeForBatch(project);
    }
    boolean taken =
        take(this.taken, common)
            || ((priority == Priority.CRITICAL || isBelowShare(project, projects))
                && take(this.taken, all));
    if (taken) {
      project.enter();
    }
    return taken;
  }

  private boolean isBelowShare(ProjectLoad project, int projects) {
    return (long) project.requests() * projects < all;
  }

  private boolean takeForBatch(ProjectLoad project) {
    if (!take(takenByBatch, forBatch)) {
      return false;
    }
    if (!take(taken, common)) {
      takenByBatch.decrementAndGet();
      return false;
    }
    project.enter();
    return true;
  }

  private static boolean take(AtomicInteger taken, int most) {
    while (true) {
      int seen = taken.get();
      if (seen >= most) {
        return false;
      }
      if (taken.compareAndSet(seen, seen + 1)) {
        return true;
      }
    }
  }

  /** Gives back what was taken. */
  void give(ProjectLoad project, Priority priority) {
    project.leave();
    taken.decrementAndGet();
    if (priority == Priority.BATCH) {
      takenByBatch.decrementAndGet();
    }
  }

  /** Requests in flight. */
  int taken() {
    return taken.get();
  }
}
