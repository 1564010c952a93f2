package com.plurence.gateway.limit;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * What was used according to the records that are kept, for counts that were lost or never made.
 */
public interface SpentSums {
  /** Nothing was ever used. */
  SpentSums NONE =
      (scopes, now) -> Future.succeededFuture(scopes.stream().map(s -> Spent.NOTHING).toList());

  /**
   * What {@code scopes}, all of one account, have used by {@code now}, in their order.
   *
   * @return completes on the context of the caller; fails with STORE_UNAVAILABLE
   */
  Future<List<Spent>> of(List<Scope> scopes, Instant now);

  /**
   * What one scope has used.
   *
   * @param requestsOfDay that were admitted on the day of {@code now}, UTC
   * @param tokensOfMonth with those from a provider's cache by their weight
   */
  record Spent(long requestsOfDay, long nanoUsdOfDay, long tokensOfMonth, long nanoUsdOfMonth) {
    /** Nothing. */
    public static final Spent NOTHING = new Spent(0, 0, 0, 0);
  }
}
