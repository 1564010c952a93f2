package com.plurence.gateway.config.provider;

import java.time.Duration;

/**
 * How model providers are called. Every value can be overridden per provider and per target.
 *
 * @param connectTimeout to open a connection, TLS included
 * @param writeTimeout how long a provider may take nothing of what is left of the request
 * @param firstByteTimeout from the request's last byte to the head of a stream; whole responses
 *     take what they take, up to the total timeout
 * @param idleTimeout between two chunks of a stream
 * @param totalTimeout of one client request over all attempts
 * @param maxAttempts over all targets, for one client request
 * @param backoff waits between attempts on one target
 * @param retryTime no further attempt begins later than this after the first
 * @param retryAfterCap a longer {@code Retry-After} is not waited for
 * @param retryBudget how much retries may add to the traffic of a target
 * @param breaker when a target is left alone
 * @param pool connections to a target
 * @param answer bytes of a response that is not streamed, at most
 * @param event bytes of one event of a stream, at most
 */
public record UpstreamConfig(
    Duration connectTimeout,
    Duration writeTimeout,
    Duration firstByteTimeout,
    Duration idleTimeout,
    Duration totalTimeout,
    int maxAttempts,
    Backoff backoff,
    Duration retryTime,
    Duration retryAfterCap,
    RetryBudget retryBudget,
    Breaker breaker,
    Pool pool,
    long answer,
    int event) {

  /** The values that hold where the file says nothing. */
  public static final UpstreamConfig DEFAULT =
      new UpstreamConfig(
          Duration.ofSeconds(2),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofMinutes(10),
          3,
          new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(1)),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          new RetryBudget(0.1, 3),
          new Breaker(true, 5, 0.5, Duration.ofSeconds(10), Duration.ofSeconds(10)),
          new Pool(10_000, 1024),
          64L * 1024 * 1024,
          16 * 1024 * 1024);

  /**
   * Exponential backoff with full jitter: a random wait between zero and {@code base × factor^n},
   * at most {@code cap}.
   */
  public record Backoff(Duration base, double factor, Duration cap) {}

  /** Retries allowed per request sent, plus a number a second whatever the traffic. */
  public record RetryBudget(double ratio, double perSecond) {}

  /**
   * Circuit breaker.
   *
   * @param on whether failures count at all; what limits and credentials bring about always does
   * @param failures in a row that open it
   * @param ratio of failures within {@code window} that opens it
   * @param open how long until one probe is let through
   */
  public record Breaker(boolean on, int failures, double ratio, Duration window, Duration open) {}

  /**
   * Connections.
   *
   * @param size requests in flight to one target, at most
   * @param queue requests waiting for one of these, at most
   */
  public record Pool(int size, int queue) {}
}
