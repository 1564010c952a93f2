package com.plurence.gateway.usage.query;

import com.plurence.gateway.price.TokenClasses;

/**
 * What requests came to, together.
 *
 * @param errors requests of which the client was told an error
 * @param disconnects requests whose client left
 * @param costNanoUsd in 10⁻⁹ US dollars, of those whose price is known
 * @param unpriced requests whose price is not known
 * @param latencyMs milliseconds, added up
 */
public record Sums(
    long requests,
    long errors,
    long disconnects,
    TokenClasses tokens,
    long costNanoUsd,
    long unpriced,
    long latencyMs) {
  static final Sums NONE = new Sums(0, 0, 0, TokenClasses.NONE, 0, 0, 0);

  Sums plus(Sums other) {
    return new Sums(
        requests + other.requests,
        errors + other.errors,
        disconnects + other.disconnects,
        tokens.plus(other.tokens),
        costNanoUsd + other.costNanoUsd,
        unpriced + other.unpriced,
        latencyMs + other.latencyMs);
  }
}
