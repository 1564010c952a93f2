package com.plurence.gateway.price;

import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a model costs from one day on. Immutable.
 *
 * @param from the first day, UTC, on which it holds; {@link LocalDate#MIN} if it always has
 * @param rates of every token
 * @param above by a number of tokens: the rates of every token if the input of the attempt is
 *     larger
 */
public record Price(LocalDate from, Rates rates, NavigableMap<Long, Rates> above) {
  public Price(LocalDate from, Rates rates, Map<Long, Rates> above) {
    this(from, rates, new TreeMap<>(above));
  }

  /** What {@code tokens} of one attempt cost, in nano-dollars. */
  public long nanoUsd(TokenClasses tokens) {
    return ratesOf(tokens).nanoUsd(tokens);
  }

  /** The same, rounded up: what is to be kept ready for {@code tokens}. */
  public long nanoUsdAtMost(TokenClasses tokens) {
    return ratesOf(tokens).nanoUsdAtMost(tokens);
  }

  private Rates ratesOf(TokenClasses tokens) {
    Map.Entry<Long, Rates> tier = above.isEmpty() ? null : above.lowerEntry(tokens.input());
    return tier == null ? rates : tier.getValue();
  }
}
