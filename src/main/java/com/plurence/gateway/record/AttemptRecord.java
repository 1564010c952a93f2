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
 * @param beganAt in {@link System#nanoTime()}
 * @param firstByteAt when the provider's response began, in the same; 0: there was none
 * @param bill what the provider bills
 */
public record AttemptRecord(
    String target,
    String provider,
    String outcome,
    boolean counts,
    Duration duration,
    ProviderReply reply,
    long beganAt,
    long firstByteAt,
    AttemptBill bill) {
  /** The response has come whole. */
  public static final String OK = "ok";

  /** Nobody waited for the response any more. */
  public static final String CANCELLED = "cancelled";

  /** The gateway itself has failed. */
  public static final String BUG = "bug";

  /** Appends what a line of the log says of it. */
  void describe(StringBuilder text) {
    text.append(target).append(' ').append(outcome).append(' ');
    text.append(duration.toMillis()).append("ms");
    reply.describe(outcome.equals(OK), text);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(64);
    describe(text);
    return text.toString();
  }
}
