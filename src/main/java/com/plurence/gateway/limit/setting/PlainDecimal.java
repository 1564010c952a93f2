package com.plurence.gateway.limit.setting;

import java.math.BigDecimal;

/** A number that is written without an exponent, as people write money. */
final class PlainDecimal extends BigDecimal {
  private static final long serialVersionUID = 1;

  PlainDecimal(BigDecimal number) {
    super(number.unscaledValue(), number.scale());
  }

  @Override
  public String toString() {
    return toPlainString();
  }
}
