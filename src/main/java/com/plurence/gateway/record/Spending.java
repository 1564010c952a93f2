package com.plurence.gateway.record;

import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.TokenClasses;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a request took and cost, all its attempts together. Immutable.
 *
 * @param tokens that are billed
 * @param estimated whether some of them are the gateway's estimate
 * @param costNanoUsd in 10⁻⁹ US dollars; null: no price is known for some of what is billed
 * @param priceFrom the first day of the price that was used; null: none was, or it has always held
 */
public record Spending(
    TokenClasses tokens,
    boolean estimated,
    @Nullable Long costNanoUsd,
    @Nullable LocalDate priceFrom) {
  /** Of a request for which nothing is billed. */
  public static final Spending NONE = new Spending(TokenClasses.NONE, false, 0L, null);

  /**
   * What {@code attempts} took.
   *
   * @param input of the request, as the gateway estimates it
   * @param perThousandBytes the tokens of a thousand bytes of content
   */
  static Spending of(AttemptLog attempts, long input, long perThousandBytes) {
    Spending sum = NONE;
    for (AttemptRecord attempt : attempts.all()) {
      if (attempt.bill().isBilled()) {
        sum = sum.plus(attempt.bill(), attempt.bill().tokens(input, perThousandBytes));
      }
    }
    return sum;
  }

  private Spending plus(AttemptBill bill, TokenClasses more) {
    Price price = bill.price();
    Long cost = costNanoUsd;
    LocalDate from = priceFrom;
    if (price != null) {
      cost = cost == null ? null : sum(cost, price.nanoUsd(more));
      from = price.from().equals(LocalDate.MIN) ? null : price.from();
    } else {
      cost = null;
    }
    return new Spending(
        tokens.plus(more), estimated || bill.billing() == Billing.ESTIMATED, cost, from);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}
