package com.plurence.gateway.storage.audit;

import com.plurence.gateway.audit.AuditBody;
import com.plurence.gateway.audit.AuditEvent;
import com.plurence.gateway.audit.AuditStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.OldRows;
import com.plurence.gateway.storage.database.TimePartitions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Audit events in SQL. */
public final class SqlAuditStore implements AuditStore {
  private static final TimePartitions DAYS =
      new TimePartitions("audit_event", TimePartitions.Period.DAY, 2);

  private static final TimePartitions DAYS_OF_BODIES =
      new TimePartitions("audit_body", TimePartitions.Period.DAY, 2);

  private static final String INSERT_BODY =
      """
      insert into audit_body
        (timestamp, request_id, account_id, project_id, request_body, response_body, truncated)
      values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
      """;

  private static final String INSERT =
      "insert into audit_event (%s) values (%s) on conflict do nothing"
          .formatted(
              String.join(", ", AuditRow.COLUMNS),
              AuditRow.COLUMNS.stream().map(column -> "?").collect(Collectors.joining(", ")));

  private final Database database;

  public SqlAuditStore(Database database) {
    this.database = database;
  }

  @Override
  public Future<Void> add(List<AuditEvent> events) {
    return database.perform(
        sql -> sql.updateAll(INSERT, events.stream().map(AuditRow::values).toList()));
  }

  @Override
  public Future<Void> addBodies(List<AuditBody> bodies) {
    return database.perform(
        sql -> sql.updateAll(INSERT_BODY, bodies.stream().map(SqlAuditStore::values).toList()));
  }

  private static @Nullable Object[] values(AuditBody body) {
    return new @Nullable Object[] {
      body.timestamp(),
      body.requestId(),
      body.accountId(),
      body.projectId(),
      body.request(),
      body.response(),
      body.truncated()
    };
  }

  @Override
  public Future<Void> prepare(Instant now) {
    return database.isShared()
        ? database.perform(
            sql -> {
              DAYS.make(sql, now);
              DAYS_OF_BODIES.make(sql, now);
            })
        : Future.succeededFuture();
  }

  @Override
  public Future<Void> forget(Instant now, Duration keep) {
    OldRows old = new OldRows(database);
    long bound = now.minus(keep).toEpochMilli();
    return old.until(DAYS_OF_BODIES, bound).compose(done -> old.until(DAYS, bound));
  }
}
