package com.plurence.gateway.config.file;

import com.plurence.gateway.config.yaml.Format;
import com.plurence.gateway.config.yaml.Section;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.PriceList;
import com.plurence.gateway.price.Rates;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What models cost, in a section of its own and at a target: both have the same form. */
final class PriceSettings {
  private static final Format<String> NAME =
      Format.text(
          "provider/model, or a model as its provider or a client calls it, without '*'",
          Pattern.compile("(?! )(?:[\\p{L}\\p{N}\\p{P}\\p{S}&&[^$*]]| (?!$)){1,300}")
              .asMatchPredicate());

  private static final int MOST_DOLLARS = 1_000_000;
  private static final int DECIMALS = 6;
  private static final Pattern DOLLARS = Pattern.compile("([0-9]{1,7})(?:\\.([0-9]{1,6}))?");
  private static final Format<Long> RATE =
      Format.of(
          "US dollars per million tokens, from 0 to %d, with at most %d decimals"
              .formatted(MOST_DOLLARS, DECIMALS),
          PriceSettings::picoDollars);

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Format<LocalDate> DAY =
      Format.of("a day such as 2026-10-01, in UTC", PriceSettings::day);

  private static final Format<String> TOKENS =
      Format.text(
          "a number of input tokens, such as 200000",
          Pattern.compile("[1-9][0-9]{0,9}").asMatchPredicate());

  private PriceSettings() {}

  /** The price lists by what they are looked up with. */
  static Map<String, PriceList> read(Section root) {
    return root.eachNamed("prices", NAME, PriceSettings::list);
  }

  /** The price list of a target alone; unknown where it has none. */
  static PriceList ofTarget(Section target) {
    return list(target, "price");
  }

  private static PriceList list(Section section, String key) {
    List<Price> prices = section.groups(key, PriceSettings::price);
    if (prices.isEmpty() && section.has(key)) {
      section.problem(key, "is empty, accepted: at least one '- { input: 0.15, output: 0.6 }'");
    }
    if (prices.stream().map(Price::from).distinct().count() < prices.size()) {
      section.problem(key, "has two prices from the same day, keep one");
    }
    return new PriceList(prices);
  }

  private static Price price(Section section) {
    LocalDate from = section.value("from", LocalDate.MIN, DAY);
    Rates rates =
        rates(
            section, section.required("input", RATE).orElse(0L), section.value("output", 0L, RATE));
    Map<Long, Rates> above = new LinkedHashMap<>();
    section
        .named("above", TOKENS, (tokens, tier) -> tier(tier, rates))
        .forEach((tokens, tier) -> tokens(tokens).ifPresent(number -> above.put(number, tier)));
    return new Price(from, rates, above);
  }

  /** What a larger input makes of the rates; where it says nothing of one, that stays. */
  private static Rates tier(Section section, Rates usual) {
    return rates(
        section,
        section.value("input", usual.uncached(), RATE),
        section.value("output", usual.text(), RATE));
  }

  /** What is left out costs as the rest of the input or of the output does. */
  private static Rates rates(Section section, long input, long output) {
    return new Rates(
        input,
        section.value("cache_read", input, RATE),
        section.value("cache_write", input, RATE),
        output,
        section.value("reasoning", output, RATE));
  }

  /** A dollar for a million tokens is a million pico-dollars for each: exact to six decimals. */
  private static Optional<Long> picoDollars(String text) {
    Matcher parts = DOLLARS.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String decimals = parts.group(2) == null ? "" : parts.group(2);
    long pico =
        Long.parseLong(parts.group(1) + decimals + "0".repeat(DECIMALS - decimals.length()));
    return Optional.of(pico).filter(rate -> rate <= MOST_DOLLARS * 1_000_000L);
  }

  private static Optional<LocalDate> day(String text) {
    if (!DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** Empty for what is no number, which is a mistake that was told. */
  private static Optional<Long> tokens(String text) {
    return TOKENS.parser().apply(text).map(Long::valueOf);
  }
}
