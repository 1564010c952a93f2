package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.upstream.decision.FaultKind;
import java.time.Duration;

/**
 * One attempt.
 *
 * @param outcome {@code ok}, {@code cancelled}, the name of a {@link FaultKind}, or {@code bug}
 *     when the gateway itself failed
 * @param reply what the provider answered
 */
public record AttemptRecord(Target target, String outcome, Duration duration, Reply reply) {
  static final String OK = "ok";
  static final String CANCELLED = "cancelled";
  static final String BUG = "bug";

  boolean counts() {
    return !outcome.equals(FaultKind.STALE_CONNECTION.name());
  }

  @Override
  public String toString() {
    return target.id()
        + " "
        + outcome
        + " "
        + duration.toMillis()
        + "ms"
        + reply.describe(outcome.equals(OK));
  }
}
