package com.plurence.gateway.usage.query;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.usage.UsageRecord;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where usage records are, to be asked about one account at a time. */
public interface UsageQueries {
  /** What {@link KeysetPage#total} is at most: whoever sees it knows that there are more. */
  int HIGHEST_TOTAL = 10_001;

  /** A part of the records, and how many match on any part. */
  Future<KeysetPage<UsageRecord>> page(Tenant tenant, KeysetQuery query);

  /**
   * A part of the records, without a count.
   *
   * @param use makes something of the part, on the thread of the store, which may block
   */
  <T> Future<T> part(Tenant tenant, KeysetQuery query, Function<List<UsageRecord>, T> use);

  /** One record. */
  Future<Optional<UsageRecord>> find(Tenant tenant, String requestId);

  /** Sums of records; fails with SUMMARY_TOO_LARGE if they would take too many rows or too long. */
  Future<List<SummaryRow>> summary(Tenant tenant, SummaryQuery query);
}
