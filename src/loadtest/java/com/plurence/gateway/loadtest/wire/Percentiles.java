package com.plurence.gateway.loadtest.wire;

import org.HdrHistogram.Histogram;

/**
 * A distribution of durations, in microseconds.
 *
 * @param count 0 means that nothing was measured, and every other member is 0
 */
public record Percentiles(long count, double p50, double p90, double p99, double p999, double max) {
  private static final double NANOS = 1_000;

  public static Percentiles of(Histogram nanos) {
    return new Percentiles(
        nanos.getTotalCount(),
        nanos.getValueAtPercentile(50) / NANOS,
        nanos.getValueAtPercentile(90) / NANOS,
        nanos.getValueAtPercentile(99) / NANOS,
        nanos.getValueAtPercentile(99.9) / NANOS,
        nanos.getMaxValue() / NANOS);
  }
}
