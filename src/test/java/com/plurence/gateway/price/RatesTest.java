package com.plurence.gateway.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money is whole nano-dollars, and right to the last one. */
final class RatesTest {
  private static final long MOST = Long.MAX_VALUE / 1000;

  @Property(tries = 500)
  void costsWhatExactArithmeticSays(
      @ForAll @LongRange(min = 0, max = 20_000_000) long uncached,
      @ForAll @LongRange(min = 0, max = 20_000_000) long cacheRead,
      @ForAll @LongRange(min = 0, max = 20_000_000) long cacheWrite,
      @ForAll @LongRange(min = 0, max = 20_000_000) long text,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long rate) {
    Rates rates = new Rates(rate, rate / 10, rate / 4 * 5, rate / 3, 7);
    TokenClasses tokens = new TokenClasses(uncached, cacheRead, cacheWrite, text, 13);

    BigInteger pico =
        product(uncached, rate)
            .add(product(cacheRead, rate / 10))
            .add(product(cacheWrite, rate / 4 * 5))
            .add(product(text, rate / 3))
            .add(product(13, 7));
    BigInteger nano =
        new BigDecimal(pico).movePointLeft(3).setScale(0, RoundingMode.HALF_UP).toBigInteger();
    assertThat(rates.nanoUsd(tokens))
        .isEqualTo(nano.min(BigInteger.valueOf(MOST)).longValueExact());
  }

  private static BigInteger product(long tokens, long rate) {
    return BigInteger.valueOf(tokens).multiply(BigInteger.valueOf(rate));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1000000, 0",
    "1, 0, 0",
    "1, 1, 0", // 0.001 nano-dollars
    "1, 499, 0",
    "1, 500, 1",
    "1, 1499, 1",
    "1, 1500, 2",
    "499, 1, 0",
    "500, 1, 1",
    "1, 150000, 150",
    "9223372036854775807, 1, 9223372036854775",
    "9223372036854775807, 9223372036854775807, 9223372036854775",
    "4294967296, 4294967296, 9223372036854775", // 2^64 is 0 to who forgets the carry
    "3037000500, 3037000500, 9223372036854775", // 2^63 and a little: negative to who forgets the
    // sign
  })
  void roundsHalfUpAndNeverTurnsNegative(long tokens, long rate, long nano) {
    Rates rates = new Rates(rate, 0, 0, 0, 0);

    assertThat(rates.nanoUsd(new TokenClasses(tokens, 0, 0, 0, 0))).isEqualTo(nano);
  }

  @Test
  void theSumIsRoundedAndNotItsParts() {
    Rates rates = new Rates(400, 400, 400, 400, 400);

    assertThat(rates.nanoUsd(new TokenClasses(1, 1, 1, 1, 1))).isEqualTo(2);
  }

  @Test
  void aSumBeyondAllBoundsStopsThere() {
    Rates rates = new Rates(Long.MAX_VALUE, Long.MAX_VALUE, 1, 1, 1);

    assertThat(rates.nanoUsd(new TokenClasses(1, 1, 1, 1, 1))).isEqualTo(MOST);
  }

  @ParameterizedTest
  @CsvSource({
    "200000, 0, 0, 1",
    "200001, 0, 0, 2",
    "0, 200001, 0, 2",
    "100000, 50000, 50000, 1",
    "100000, 50000, 50001, 2",
    "1000000, 0, 0, 2",
    "1000001, 0, 0, 3"
  })
  void theTierIsThatOfAllInputAndBeginsAboveItsNumber(
      long uncached, long cacheRead, long cacheWrite, long expected) {
    Price price =
        new Price(LocalDate.MIN, output(1), Map.of(1_000_000L, output(3), 200_000L, output(2)));

    assertThat(price.nanoUsd(new TokenClasses(uncached, cacheRead, cacheWrite, 1, 0)))
        .isEqualTo(expected);
  }

  private static Rates output(long nano) {
    return new Rates(0, 0, 0, nano * 1000, nano * 1000);
  }

  @Test
  void aDayHasTheLatestPriceThatHasBegun() {
    Price first = new Price(LocalDate.MIN, output(1), Map.of());
    Price second = new Price(LocalDate.of(2026, 12, 1), output(2), Map.of());
    PriceList prices = new PriceList(List.of(first, second));

    assertThat(prices.on(LocalDate.of(2026, 11, 30))).contains(first);
    assertThat(prices.on(LocalDate.of(2026, 12, 1))).contains(second);
    assertThat(new PriceList(List.of(second)).on(LocalDate.of(2026, 11, 30))).isEmpty();
    assertThat(PriceList.UNKNOWN.on(LocalDate.MAX)).isEmpty();
  }
}
