package com.plurence.gateway.storage.usage;

import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.OldRows;
import com.plurence.gateway.storage.database.TimePartitions;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.shipping.Fold;
import com.plurence.gateway.usage.shipping.UsageStore;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Usage records in SQL: a record and its part of every sum are one transaction. */
public final class SqlUsageStore implements UsageStore {
  private static final Duration MINUTES = Duration.ofDays(3);

  private static final TimePartitions MONTHS =
      new TimePartitions("usage_record", TimePartitions.Period.MONTH, 2);

  private static final String INSERT =
      "insert into usage_record (%s) values (%s) on conflict do nothing"
          .formatted(
              String.join(", ", UsageRow.COLUMNS),
              UsageRow.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ")));

  private final Database database;

  public SqlUsageStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> add(List<UsageRecord> records) {
    return database.perform(
        sql -> {
          int[] added = sql.updateAll(INSERT, records.stream().map(UsageRow::values).toList());
          List<UsageRecord> fresh = new ArrayList<>();
          for (int i = 0; i < added.length; i++) {
            if (added[i] > 0) {
              fresh.add(records.get(i));
            }
          }
          UsageSums.add(sql, fresh, database.isShared());
        });
  }

  @Override
  public Future<Void> add(Fold fold, Instant now) {
    return database.perform(
        sql -> {
          int added =
              sql.update(
                  "insert into usage_fold (id, added_at) values (?, ?) on conflict do nothing",
                  fold.id(),
                  now.toEpochMilli());
          if (added > 0) {
            UsageSums.addHours(sql, fold.sums(), database.isShared());
          }
        });
  }

  @Override
  public Future<Void> prepare(Instant now) {
    return database.isShared()
        ? database.perform(sql -> MONTHS.make(sql, now))
        : Future.succeededFuture();
  }

  @Override
  public Future<Void> forget(Instant now, Duration records, Duration summaries) {
    OldRows old = new OldRows(database);
    long ofRecords = now.minus(records).toEpochMilli();
    long ofSummaries = now.minus(summaries).toEpochMilli();
    return old.until(MONTHS, ofRecords)
        .compose(done -> old.until("usage_minute", "start_at", now.minus(MINUTES).toEpochMilli()))
        .compose(done -> old.until("usage_hour", "start_at", ofSummaries))
        .compose(done -> old.until("usage_latency", "start_at", ofSummaries))
        .compose(done -> old.until("usage_fold", "added_at", ofRecords));
  }
}
