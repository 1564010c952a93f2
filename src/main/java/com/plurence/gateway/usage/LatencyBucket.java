package com.plurence.gateway.usage;

/**
 * Latencies by their logarithm to the base 1.1, rounded up: counts of buckets can be added, and a
 * percentile that is read from them is right within 5 %.
 */
public final class LatencyBucket {
  private static final double BASE = Math.log(1.1);

  private LatencyBucket() {}

  /** The bucket of {@code ms}; that of a millisecond and less is 0. */
  public static int of(long ms) {
    return ms <= 1 ? 0 : (int) Math.ceil(Math.log((double) ms) / BASE);
  }

  /** The milliseconds that stand for all of {@code bucket}: the middle between its bounds. */
  public static long ms(int bucket) {
    return Math.round(Math.exp((bucket - 0.5) * BASE));
  }
}
