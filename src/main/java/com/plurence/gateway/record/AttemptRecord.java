package com.plurence.gateway.record;

import java.time.Duration;

/**
 * One attempt to get a response from a target.
 *
 * @param target the target's id, as headers, logs and metrics show it
 * @param provider the name of the provider that the target belongs to
 * @param outcome {@link #OK}, {@link #CANCELLED}, {@link #BUG}, or the name of the fault
 * @param counts whether the client is told of it as an attempt
 * @param duration from its beginning to the end of the response
 * @param reply what the provider answered
 */
public record AttemptRecord(
    String target,
    String provider,
    String outcome,
    boolean counts,
    Duration duration,
    ProviderReply reply) {
  /** The response has come whole. */
  public static final String OK = "ok";

  /** Nobody waited for the response any more. */
  public static final String CANCELLED = "cancelled";

  /** The gateway itself has failed. */
  public static final String BUG = "bug";

  @Override
  public String toString() {
    return target
        + " "
        + outcome
        + " "
        + duration.toMillis()
        + "ms"
        + reply.describe(outcome.equals(OK));
  }
}
