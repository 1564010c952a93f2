package com.plurence.gateway.limit.admission;

/**
 * How many tokens responses have: their mean and their mean deviation from it, of which the last
 * sixteen or so matter. In sixteenths of a token. Immutable.
 */
record OutputMean(long mean, long deviation) {
  private static final long SIXTEENTHS = 16;
  private static final long MOST_TOKENS = 1_000_000_000;

  /** Of one response nobody knows how far the next is from it: half of it is assumed. */
  static OutputMean first(long tokens) {
    long mean = sixteenths(tokens);
    return new OutputMean(mean, mean / 2);
  }

  OutputMean and(long tokens) {
    long error = sixteenths(tokens) - mean;
    return new OutputMean(
        mean + error / SIXTEENTHS, deviation + (Math.abs(error) - deviation) / SIXTEENTHS);
  }

  /** What nearly all responses keep to, rounded up. */
  long expected() {
    return (mean + 2 * deviation + SIXTEENTHS - 1) / SIXTEENTHS;
  }

  private static long sixteenths(long tokens) {
    return Math.max(0, Math.min(tokens, MOST_TOKENS)) * SIXTEENTHS;
  }
}
