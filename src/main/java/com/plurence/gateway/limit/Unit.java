package com.plurence.gateway.limit;

import java.math.BigDecimal;
import java.util.OptionalLong;

/** What a limit counts. */
public enum Unit {
  /** Requests of clients to models; attempts inside one do not count. */
  REQUESTS(0, 0, "a whole number from 0 to 9000000000000000"),

  /** Tokens of models, of input and output together. */
  TOKENS(0, 0, "a whole number from 0 to 9000000000000000"),

  /** Thousand-millionths of a US dollar. */
  NANO_USD(9, 6, "US dollars from 0 to 9000000 with at most 6 decimals");

  /** So that everything stays exact in a double, which is what Redis' scripts compute with. */
  private static final long MOST = 9_000_000_000_000_000L;

  private static final int MOST_DIGITS = 40;

  private final int scale;
  private final int decimals;
  private final String accepted;

  Unit(int scale, int decimals, String accepted) {
    this.scale = scale;
    this.decimals = decimals;
    this.accepted = accepted;
  }

  /** How people may write a limit, to complete "accepted: ...". */
  public String accepted() {
    return accepted;
  }

  /** The limit that people write as {@code number}; empty if they may not. */
  public OptionalLong limit(BigDecimal number) {
    // An exponent may stand for more zeros than there is memory: nothing is computed before.
    if (Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    BigDecimal amount = plain.scaleByPowerOfTen(scale);
    boolean fits =
        plain.scale() <= decimals
            && amount.signum() >= 0
            && amount.compareTo(BigDecimal.valueOf(MOST)) <= 0;
    return fits ? OptionalLong.of(amount.longValueExact()) : OptionalLong.empty();
  }

  /** {@code amount} as people write it: dollars with as many decimals as it takes. */
  public BigDecimal written(long amount) {
    BigDecimal number = BigDecimal.valueOf(amount, scale).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
