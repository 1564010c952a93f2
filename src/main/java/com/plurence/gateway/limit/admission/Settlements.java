package com.plurence.gateway.limit.admission;

import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.AttemptRecord;
import com.plurence.gateway.record.Billing;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.Spending;
import org.jspecify.annotations.Nullable;

/** What a request has used in the end, as limits count it. */
final class Settlements {
  /** The outcome of an attempt for which there was no room at the target. */
  private static final String POOL_FULL = "POOL_EXHAUSTED";

  private static final long THOUSAND = 1_000;

  private Settlements() {}

  /**
   * What {@code record} says of a request that is over.
   *
   * @param countsTokens whether its operation takes tokens
   * @param cacheReadWeight thousandths that a token from a provider's cache counts
   */
  static Settlement of(RequestRecord record, boolean countsTokens, int cacheReadWeight) {
    if (isUnsent(record)) {
      return Settlement.UNSENT;
    }
    Spending spent = record.spending();
    @Nullable Long cost = spent.costNanoUsd();
    return new Settlement(
        countsTokens ? tokens(spent.tokens(), cacheReadWeight) : 0,
        cost == null ? 0 : Math.min(cost, TokenEstimates.MOST),
        true);
  }

  /** Nobody was asked. What the gateway itself has answered well counts all the same. */
  private static boolean isUnsent(RequestRecord record) {
    boolean answered = record.error() == null && record.lifecycle() != Lifecycle.CLIENT_LEFT;
    return !answered && record.attempts().all().stream().noneMatch(Settlements::isSent);
  }

  private static boolean isSent(AttemptRecord attempt) {
    boolean leftBefore =
        attempt.outcome().equals(AttemptRecord.CANCELLED)
            && attempt.bill().billing() == Billing.NONE;
    return !leftBefore && !attempt.outcome().equals(POOL_FULL);
  }

  private static long tokens(TokenClasses tokens, int cacheReadWeight) {
    TokenClasses bounded = tokens.atMost(TokenEstimates.MOST);
    long discount = bounded.cacheRead() / THOUSAND * (THOUSAND - cacheReadWeight);
    discount += bounded.cacheRead() % THOUSAND * (THOUSAND - cacheReadWeight) / THOUSAND;
    return Math.min(bounded.total() - discount, TokenEstimates.MOST);
  }
}
