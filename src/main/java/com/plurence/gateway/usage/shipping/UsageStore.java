package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.usage.UsageRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where usage records, and their sums by hour and minute, are kept for good. Everything fails with
 * STORE_UNAVAILABLE, and may have been done all the same: to ask again changes nothing.
 */
public interface UsageStore {
  /** Adds those of {@code records} that are not there yet, and them to the sums, both or none. */
  Future<Void> add(List<UsageRecord> records);

  /** Adds sums to the sums, unless they have been before. */
  Future<Void> add(Fold fold, Instant now);

  /** Has room for the records of the months around {@code now}. */
  Future<Void> prepare(Instant now);

  /**
   * Forgets what is too old by {@code now}, little by little, so that nobody waits for it.
   *
   * @param records how long records are kept
   * @param summaries how long their sums are
   */
  Future<Void> forget(Instant now, Duration records, Duration summaries);
}
