package com.plurence.gateway.usage.query;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many requests took how long, in the buckets of {@link
 * com.plurence.gateway.usage.LatencyBucket}. Used by one thread.
 */
final class Histogram {
  private static final double BASE = Math.log(1.1);

  private final Map<Integer, Long> counts = new TreeMap<>();

  void add(int bucket, long requests) {
    counts.merge(bucket, requests, Long::sum);
  }

  /**
   * The milliseconds within which the {@code share} of the requests was over, within 5 % of the
   * true ones; null without requests. Not whole: the nearest whole number is further away than
   * that.
   */
  @Nullable Double percentile(double share) {
    long total = counts.values().stream().mapToLong(Long::longValue).sum();
    long rank = Math.max(1, (long) Math.ceil(share * total));
    long seen = 0;
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      seen += bucket.getValue();
      if (seen >= rank) {
        return middle(bucket.getKey());
      }
    }
    return null;
  }

  private static double middle(int bucket) {
    return Math.round(Math.exp((bucket - 0.5) * BASE) * 100) / 100.0;
  }
}
