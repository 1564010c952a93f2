package com.plurence.gateway.storage.usage;

import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes out what is too old: months of records whole where they are partitions, and everything else
 * in batches, each a transaction of its own.
 */
final class UsagePurge {
  private static final Duration MINUTES = Duration.ofDays(3);
  private static final int BATCH = 1_000;

  private final Database database;

  UsagePurge(Database database) {
    this.database = database;
  }

  /** One step, and whether there may be another. */
  private interface Step {
    boolean in(Sql sql) throws SQLException;
  }

  Future<Void> run(Instant now, Duration records, Duration summaries) {
    long ofRecords = now.minus(records).toEpochMilli();
    long ofSummaries = now.minus(summaries).toEpochMilli();
    long ofMinutes = now.minus(MINUTES).toEpochMilli();
    return months(ofRecords)
        .compose(done -> until("usage_record", "timestamp", ofRecords))
        .compose(done -> until("usage_minute", "start_at", ofMinutes))
        .compose(done -> until("usage_hour", "start_at", ofSummaries))
        .compose(done -> until("usage_latency", "start_at", ofSummaries))
        .compose(done -> until("usage_fold", "added_at", ofRecords));
  }

  private Future<Void> months(long bound) {
    return database.isShared()
        ? repeat(sql -> UsagePartitions.dropOldest(sql, bound))
        : Future.succeededFuture();
  }

  /** Deletes what lies before {@code bound}; the oldest first, which the index has together. */
  private Future<Void> until(String table, String column, long bound) {
    String batch =
        database.isShared()
            ? """
            delete from %1$s where ctid = any (array(
              select ctid from %1$s where %2$s < ? order by %2$s limit %3$d))\
            """
            : "delete from %1$s where %2$s < ? fetch first %3$d rows only";
    // One of many partitions would be asked for by a ctid that others have, too.
    String place = database.isShared() && table.equals("usage_record") ? table + "_default" : table;
    return repeat(sql -> sql.update(batch.formatted(place, column, BATCH), bound) == BATCH);
  }

  private Future<Void> repeat(Step step) {
    return database
        .transact(step::in)
        .compose(more -> more ? repeat(step) : Future.succeededFuture());
  }
}
