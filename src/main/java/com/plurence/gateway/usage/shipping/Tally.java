package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.usage.UsageRecord;

/**
 * What usage records sum up to.
 *
 * @param requests all of them
 * @param admitted those that limits let pass, and so not those that were replayed
 * @param errors those of which the client was told an error, or would have been
 * @param disconnects those whose client left
 * @param unpriced those without a cost
 * @param latencyMs of all of them together
 */
public record Tally(
    long requests,
    long admitted,
    long errors,
    long disconnects,
    TokenClasses tokens,
    long costNanoUsd,
    long unpriced,
    long latencyMs) {
  private static final int CLIENT_LEFT = 499;
  private static final int ERRORS = 400;

  /** What one record counts. */
  public static Tally of(UsageRecord usage) {
    boolean left = usage.status() == CLIENT_LEFT;
    boolean failed = !left && (usage.errorId() != null || usage.status() >= ERRORS);
    Long cost = usage.costNanoUsd();
    return new Tally(
        1,
        usage.replayed() ? 0 : 1,
        failed ? 1 : 0,
        left ? 1 : 0,
        usage.tokens(),
        cost == null ? 0 : cost,
        cost == null ? 1 : 0,
        usage.latencyMs());
  }

  /** Both together. */
  public Tally plus(Tally other) {
    return new Tally(
        requests + other.requests,
        admitted + other.admitted,
        errors + other.errors,
        disconnects + other.disconnects,
        tokens.plus(other.tokens),
        costNanoUsd + other.costNanoUsd,
        unpriced + other.unpriced,
        latencyMs + other.latencyMs);
  }
}
