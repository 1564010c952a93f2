package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.provider.UpstreamConfig;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The wait before a further attempt on the same target: exponential with full jitter, so that
 * clients who failed together do not come back together.
 *
 * @param limits base, factor and cap
 */
record Backoff(UpstreamConfig.Backoff limits) {

  /**
   * A wait chosen evenly between zero and {@code base × factor^(retry - 1)}, at most the cap.
   *
   * @param retry 1 before the second attempt, 2 before the third
   */
  Duration before(int retry, RandomGenerator random) {
    return Duration.ofNanos(random.nextLong(ceilingNanos(retry) + 1));
  }

  private long ceilingNanos(int retry) {
    double grown =
        (double) limits.base().toNanos() * Math.pow(limits.factor(), Math.max(0, retry - 1));
    return (long) Math.min((double) limits.cap().toNanos(), grown);
  }
}
