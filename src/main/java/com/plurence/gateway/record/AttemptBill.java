package com.plurence.gateway.record;

import com.plurence.gateway.price.Price;
import com.plurence.gateway.price.TokenClasses;
import org.jspecify.annotations.Nullable;

/**
 * What a provider bills for one attempt, as far as anybody knows.
 *
 * @param model as the provider calls it
 * @param price that counts for it; null: nobody knows
 * @param billing how it is known what is billed
 * @param known what the provider told
 */
public record AttemptBill(String model, @Nullable Price price, Billing billing, Completion known) {
  /** Of an attempt for which nothing is billed. */
  public static final AttemptBill NONE =
      new AttemptBill("", null, Billing.NONE, Completion.UNKNOWN);

  private static final long THOUSAND = 1000;

  /** No request has so many tokens, and sums over many that say so are still numbers. */
  private static final long MOST = 1L << 32;

  /** Whether it is to be paid, as far as anybody knows. */
  public boolean isBilled() {
    return billing == Billing.REPORTED || billing == Billing.ESTIMATED;
  }

  /**
   * The tokens that are billed.
   *
   * @param input of the request, as the gateway estimates it
   * @param perThousandBytes the tokens of a thousand bytes of content
   */
  TokenClasses tokens(long input, long perThousandBytes) {
    TokenUsage told = known.usage().orElse(null);
    if (billing == Billing.REPORTED && told != null) {
      return told.tokens().atMost(MOST);
    }
    if (billing != Billing.ESTIMATED) {
      return TokenClasses.NONE;
    }
    long output = tokensOf(known.contentBytes(), perThousandBytes);
    if (told == null) {
      return new TokenClasses(input, 0, 0, output, 0);
    }
    // Of a response that broke off the provider has counted the input, and of the output less.
    TokenClasses begun = told.tokens().atMost(MOST);
    return new TokenClasses(
        begun.uncached(),
        begun.cacheRead(),
        begun.cacheWrite(),
        Math.max(begun.text(), output - begun.reasoning()),
        begun.reasoning());
  }

  private static long tokensOf(long bytes, long perThousandBytes) {
    return (bytes * perThousandBytes + THOUSAND - 1) / THOUSAND;
  }
}
