package com.plurence.gateway.limit.admission;

import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.TokenUsage;
import org.jspecify.annotations.Nullable;

/** What a request has used in the end, as limits count it. */
final class Settlements {
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
    return new Settlement(countsTokens ? tokens(record, cacheReadWeight) : 0, 0, true);
  }

  /** Nobody was asked: what the gateway itself has answered well counts all the same. */
  private static boolean isUnsent(RequestRecord record) {
    return record.attempts().isEmpty()
        && (record.error() != null || record.lifecycle() == Lifecycle.CLIENT_LEFT);
  }

  private static long tokens(RequestRecord record, int cacheReadWeight) {
    @Nullable TokenUsage usage = record.usage();
    if (usage == null) {
      return 0;
    }
    long discount = usage.cachedInput() * (THOUSAND - cacheReadWeight) / THOUSAND;
    return Math.max(0, usage.input() + usage.output() - discount);
  }
}
