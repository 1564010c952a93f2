package com.plurence.gateway.loadtest.wire;

import java.time.Duration;

/**
 * How fast to ask.
 *
 * @param connections of a closed loop; 0 for an open one
 * @param rate requests a second of an open loop; 0 for a closed one
 */
public record Pace(int connections, int rate, Duration duration) {
  /** How long the last responses are waited for. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  public static Pace closed(int connections, Duration duration) {
    return new Pace(connections, 0, duration);
  }

  public static Pace open(int rate, Duration duration) {
    return new Pace(0, rate, duration);
  }

  @Override
  public String toString() {
    return rate > 0 ? rate + "/s" : connections + " connections";
  }
}
