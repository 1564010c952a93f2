package com.plurence.gateway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.file.ConfigLoader;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.Rates;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which price counts for which target. */
final class TargetPricesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

  private static final String PROVIDERS =
      """
      providers:
        a: { base_url: "http://localhost:1" }
        b: { base_url: "http://localhost:2" }
      """;

  @Test
  void whatNamesTheTargetClosestCounts() throws ConfigException {
    Catalog catalog =
        catalog(
            """
            models:
              m:
                targets:
                  - { provider: a, model: x, price: [ { input: 1 } ] }
                  - { provider: a, model: x }
                  - { provider: b, model: x }
                  - { provider: b, model: y }
            prices: { a/x: [ { input: 2 } ], x: [ { input: 3 } ], m: [ { input: 4 } ] }
            """);

    assertThat(catalog.route("m").orElseThrow().targets())
        .extracting(target -> dollars(target, "m", TODAY))
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void aTargetOfManyModelsHasThePriceOfWhatWasAskedFor() throws ConfigException {
    Catalog catalog =
        catalog(
            """
            models: { "my/*": { targets: [ { provider: a, model: "*-v1" } ] } }
            prices: { a/x-v1: [ { input: 1 } ], y-v1: [ { input: 2 } ], my/z: [ { input: 3 } ] }
            """);
    Target target = catalog.route("my/x").orElseThrow().targets().get(0);

    assertThat(dollars(target, "my/x", TODAY)).isEqualTo("1");
    assertThat(dollars(target, "my/y", TODAY)).isEqualTo("2");
    assertThat(dollars(target, "my/z", TODAY)).isEqualTo("3");
    assertThat(dollars(target, "my/other", TODAY)).isEqualTo("unknown");
  }

  @Test
  void thePriceOfTheDayCountsAndAListThatHasNotBegunDoesNot() throws ConfigException {
    Catalog catalog =
        catalog(
            """
            models: { m: { targets: [ { provider: a } ] } }
            prices:
              a/m: [ { from: 2026-12-02, input: 3 }, { from: 2026-12-01, input: 2 } ]
              m: [ { input: 1 } ]
            """);
    Target target = catalog.route("m").orElseThrow().targets().get(0);

    assertThat(dollars(target, "m", TODAY)).isEqualTo("1");
    assertThat(dollars(target, "m", TODAY.plusDays(1))).isEqualTo("2");
    assertThat(dollars(target, "m", TODAY.plusDays(2))).isEqualTo("3");
    assertThat(dollars(target, "m", TODAY.plusYears(2))).isEqualTo("3");
  }

  @Test
  void modelsWithoutAPriceAreNamed() throws ConfigException {
    Catalog catalog =
        catalog(
            """
            models:
              priced: { targets: [ { provider: a }, { provider: b, model: other } ] }
              later: { targets: [ { provider: a } ] }
              own: { targets: [ { provider: a, price: [ { input: 0 } ] } ] }
              "open-*": { targets: [ { provider: a, model: "*" }, { provider: b } ] }
              "closed-*": { targets: [ { provider: b } ] }
            prices:
              priced: [ { input: 1 } ]
              later: [ { from: 2027-01-01, input: 1 } ]
              a/seven: [ { input: 1 } ]
              open-three: [ { input: 1 } ]
            """);

    assertThat(Unpriced.in(catalog, TODAY))
        .containsExactly(
            "model 'later' has no price at a/later", "model 'closed-*' has no price at b/closed-*");
  }

  private static String dollars(Target target, String requested, LocalDate day) {
    Optional<Price> price = target.price(requested, day);
    return price
        .map(Price::rates)
        .map(Rates::uncached)
        .map(rate -> Long.toString(rate / 1_000_000))
        .orElse("unknown");
  }

  private static Catalog catalog(String yaml) throws ConfigException {
    return Catalog.from(ConfigLoader.parse("f", PROVIDERS + yaml, Map.of()));
  }
}
