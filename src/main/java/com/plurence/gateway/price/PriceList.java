package com.plurence.gateway.price;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The prices of a model over time. Immutable.
 *
 * @param prices the latest first
 */
public record PriceList(List<Price> prices) {
  /** Of a model whose price nobody knows. */
  public static final PriceList UNKNOWN = new PriceList(List.of());

  public PriceList {
    prices = prices.stream().sorted(Comparator.comparing(Price::from).reversed()).toList();
  }

  /** The price on {@code day}, UTC; empty: nobody knows. */
  public Optional<Price> on(LocalDate day) {
    for (Price price : prices) {
      if (!price.from().isAfter(day)) {
        return Optional.of(price);
      }
    }
    return Optional.empty();
  }
}
