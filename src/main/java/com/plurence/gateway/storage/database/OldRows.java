package com.plurence.gateway.storage.database;

import io.vertx.core.Future;
import java.sql.SQLException;

/**
 * Takes out what is too old: partitions whole, and everything else in batches, each a transaction
 * of its own, so that nobody waits for it.
 */
public final class OldRows {
  private static final int BATCH = 1_000;

  private final Database database;

  public OldRows(Database database) {
    this.database = database;
  }

  /** One step, and whether there may be another. */
  private interface Step {
    boolean in(Sql sql) throws SQLException;
  }

  /** Takes all rows of a partitioned table out whose {@code timestamp} is before {@code bound}. */
  public Future<Void> until(TimePartitions partitions, long bound) {
    if (!database.isShared()) {
      return until(partitions.table(), "timestamp", bound);
    }
    // One of many partitions would be asked for by a ctid that others have, too.
    return repeat(sql -> partitions.dropOldest(sql, bound))
        .compose(done -> until(partitions.table() + "_default", "timestamp", bound));
  }

  /** Deletes what lies before {@code bound}; the oldest first, which the index has together. */
  public Future<Void> until(String table, String column, long bound) {
    String batch =
        database.isShared()
            ? """
            delete from %1$s where ctid = any (array(
              select ctid from %1$s where %2$s < ? order by %2$s limit %3$d))\
            """
            : "delete from %1$s where %2$s < ? fetch first %3$d rows only";
    return repeat(sql -> sql.update(batch.formatted(table, column, BATCH), bound) == BATCH);
  }

  private Future<Void> repeat(Step step) {
    return database
        .transact(step::in)
        .compose(more -> more ? repeat(step) : Future.succeededFuture());
  }
}
