package com.plurence.gateway.catalog;

import com.plurence.gateway.config.provider.ModelPattern;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.PriceList;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the price of a target is looked up. Immutable.
 *
 * @param own of this target alone, which comes first
 * @param byName the lists of the configuration
 */
public record TargetPrices(PriceList own, Map<String, PriceList> byName) {
  /** Of a target whose price nobody knows. */
  public static final TargetPrices NONE = new TargetPrices(PriceList.UNKNOWN, Map.of());

  /** The first price that holds on {@code day}, from what names the target closest. */
  Optional<Price> on(LocalDate day, String provider, String model, String requested) {
    Optional<Price> price = own.on(day);
    if (price.isPresent() || byName.isEmpty()) {
      return price;
    }
    price = list(provider + "/" + model).on(day);
    if (price.isEmpty()) {
      price = list(model).on(day);
    }
    return price.isEmpty() ? list(requested).on(day) : price;
  }

  /** Whether a list of any of these names, or of one that they are a pattern of, has a price. */
  boolean mayHave(LocalDate day, List<String> namesOrPatterns) {
    return own.on(day).isPresent()
        || byName.entrySet().stream()
            .filter(priced -> priced.getValue().on(day).isPresent())
            .anyMatch(
                priced -> namesOrPatterns.stream().anyMatch(any -> means(any, priced.getKey())));
  }

  private static boolean means(String nameOrPattern, String name) {
    return ModelPattern.of(nameOrPattern)
        .map(pattern -> pattern.matches(name))
        .orElseGet(() -> nameOrPattern.equals(name));
  }

  private PriceList list(String name) {
    return byName.getOrDefault(name, PriceList.UNKNOWN);
  }
}
