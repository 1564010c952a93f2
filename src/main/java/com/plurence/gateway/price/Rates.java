package com.plurence.gateway.price;

/**
 * What one token of each class costs, in pico-dollars (10⁻¹² US dollars), which is what 10⁻⁶
 * dollars per million tokens come to.
 */
public record Rates(long uncached, long cacheRead, long cacheWrite, long text, long reasoning) {
  private static final long PICO_IN_NANO = 1000;

  /**
   * What {@code tokens} cost in nano-dollars, rounded to the nearest, half up; {@link
   * Long#MAX_VALUE} divided by a thousand where it would be more.
   */
  public long nanoUsd(TokenClasses tokens) {
    return plus(pico(tokens), PICO_IN_NANO / 2) / PICO_IN_NANO;
  }

  /** The same, rounded up. */
  public long nanoUsdAtMost(TokenClasses tokens) {
    return plus(pico(tokens), PICO_IN_NANO - 1) / PICO_IN_NANO;
  }

  private long pico(TokenClasses tokens) {
    long pico = times(tokens.uncached(), uncached);
    pico = plus(pico, times(tokens.cacheRead(), cacheRead));
    pico = plus(pico, times(tokens.cacheWrite(), cacheWrite));
    pico = plus(pico, times(tokens.text(), text));
    return plus(pico, times(tokens.reasoning(), reasoning));
  }

  private static long times(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }

  private static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
