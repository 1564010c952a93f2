package com.plurence.gateway.config.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.PriceList;
import com.plurence.gateway.price.Rates;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tokens cost, as the file says it. */
final class PriceSettingsTest {
  @Test
  void everyPriceIsExact() throws ConfigException {
    GatewayConfig config =
        parse(
            """
            prices:
              openai/gpt: &price
                - { input: 2.5, cache_read: 1.25, cache_write: 3, output: 10, reasoning: 9.999999 }
                - from: 2026-10-01
                  input: 0.000001
                  output: 1000000
                  above: { 200000: { input: 5, output: 12 }, 1000000: { output: 7, cache_read: 1 } }
              free: [ { input: 0 } ]
            providers: { demo: { kind: demo } }
            models: { m: { targets: [ { provider: demo, price: *price }, { provider: demo } ] } }
            """);

    PriceList expected =
        new PriceList(
            List.of(
                new Price(
                    LocalDate.of(2026, 10, 1),
                    new Rates(1, 1, 1, 1_000_000_000_000L, 1_000_000_000_000L),
                    Map.of(
                        200_000L,
                        new Rates(5_000_000, 5_000_000, 5_000_000, 12_000_000, 12_000_000),
                        1_000_000L,
                        new Rates(1, 1_000_000, 1, 7_000_000, 7_000_000))),
                new Price(
                    LocalDate.MIN,
                    new Rates(2_500_000, 1_250_000, 3_000_000, 10_000_000, 9_999_999),
                    Map.of())));
    assertThat(config.prices()).containsOnlyKeys("openai/gpt", "free");
    assertThat(config.prices()).containsEntry("openai/gpt", expected);
    assertThat(requireNonNull(config.prices().get("free")).on(LocalDate.EPOCH))
        .map(Price::rates)
        .contains(new Rates(0, 0, 0, 0, 0));
    assertThat(requireNonNull(config.models().get("m")).targets())
        .extracting(target -> target.price())
        .containsExactly(expected, PriceList.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m: [ { input: 0.0000001, output: 1 } ]  | prices.m[0].input: was '0.0000001', accepted: US dollars per million tokens, from 0 to 1000000, with at most 6 decimals
          m: [ { input: -1 } ]                    | prices.m[0].input: was '-1', accepted: US dollars per million tokens, from 0 to 1000000, with at most 6 decimals
          m: [ { input: 1e-3 } ]                  | prices.m[0].input: was '1e-3', accepted: US dollars per million tokens, from 0 to 1000000, with at most 6 decimals
          m: [ { input: 1000000.000001 } ]        | prices.m[0].input: was '1000000.000001', accepted: US dollars per million tokens, from 0 to 1000000, with at most 6 decimals
          m: [ { output: 1 } ]                    | prices.m[0].input: is missing, accepted: US dollars per million tokens, from 0 to 1000000, with at most 6 decimals
          m: [ { input: 1, from: 2026-02-30 } ]   | prices.m[0].from: was '2026-02-30', accepted: a day such as 2026-10-01, in UTC
          m: [ { input: 1, from: 1.10.2026 } ]    | prices.m[0].from: was '1.10.2026', accepted: a day such as 2026-10-01, in UTC
          m: [ { input: 1 }, { input: 2 } ]       | prices.m: has two prices from the same day, keep one
          m: []                                   | prices.m: is empty, accepted: at least one '- { input: 0.15, output: 0.6 }'
          m: { input: 1 }                         | prices.m: was a group of settings, accepted: a list of groups, each '- name: value'
          'gpt-*': [ { input: 1 } ]               | prices.gpt-...: is no name for this, accepted: provider/model, or a model as its provider or a client calls it, without '*'
          m: [ { input: 1, above: { 0: { input: 1 } } } ] | prices.m[0].above.0: is no name for this, accepted: a number of input tokens, such as 200000
          m: [ { input: 1, cached: 2 } ]          | prices.m[0].cached: unknown setting, accepted: from, input, output, cache_read, cache_write, reasoning, above
          """,
      quoteCharacter = '"')
  void aMistakeIsNamed(String prices, String problem) {
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class, () -> parse("prices:\n  " + prices.strip() + "\n"));

    assertThat(refusal.problems())
        .extracting(ConfigProblem::path, ConfigProblem::message)
        .extracting(parts -> parts.toList().get(0) + ": " + parts.toList().get(1))
        .containsExactly(problem);
  }

  private static GatewayConfig parse(String yaml) throws ConfigException {
    return ConfigLoader.parse("f", yaml, Map.of());
  }
}
