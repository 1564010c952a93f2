package com.plurence.gateway.overload;

import java.time.Duration;

/**
 * For how long an event loop has been behind without a break, and what it has taken on meanwhile:
 * whether that is more than it can do, or only much at once. A burst makes a loop late, too, on a
 * machine that has just started for seconds; but it ends, and whoever waits for it is answered.
 * Lives on its loop.
 */
final class Excess {
  /** Of the loop's own work, so that it takes longer where others use the processor, too. */
  private static final long STANDING = Duration.ofSeconds(1).toNanos();

  /** That many requests at once, to one loop, are let in whatever time they take... */
  private static final int BURST = 2_000;

  /** ... unless each of them is so much work that they would hold up the loop for this long. */
  private static final long STANDING_OF_FEW = Duration.ofSeconds(10).toNanos();

  private long work;
  private long admitted;
  private double slices;

  /**
   * A slice has ended.
   *
   * @param behind whether the loop was, all through it
   * @param admittedNow requests in it
   * @param part how many slices' time it has lasted
   * @param workNow nanoseconds of a processor that the loop has used in it
   */
  void next(boolean behind, int admittedNow, double part, long workNow) {
    work = behind ? work + workNow : 0;
    admitted = behind ? admitted + admittedNow : 0;
    slices = behind ? slices + part : 0;
  }

  /** Whether the loop has more to do than it can. */
  boolean stands() {
    return work >= (admitted > BURST ? STANDING : STANDING_OF_FEW);
  }

  /** Requests in a slice's time, while the loop is behind. */
  double admittedPerSlice() {
    return admitted / slices;
  }
}
