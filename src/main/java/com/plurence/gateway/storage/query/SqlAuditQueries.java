package com.plurence.gateway.storage.query;

import com.plurence.gateway.audit.AuditBody;
import com.plurence.gateway.audit.AuditEvent;
import com.plurence.gateway.audit.query.AuditQueries;
import com.plurence.gateway.audit.query.AuditView;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.keyset.KeysetFields;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.storage.audit.AuditRow;
import com.plurence.gateway.storage.database.Database;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Audit events in SQL, for those who ask about them. */
public final class SqlAuditQueries implements AuditQueries {
  private static final Set<String> NULLABLE =
      Set.of(
          "project_id",
          "key_id",
          "principal_id",
          "address",
          "action",
          "model",
          "provider",
          "target",
          "error_id",
          "scope",
          "dimension");

  /** Fields have the names of their columns, and are checked before they come here. */
  private static final KeysetTable<AuditEvent> EVENTS =
      new KeysetTable<>(
          "audit_event",
          UnaryOperator.identity(),
          new FieldConditions(UnaryOperator.identity(), NULLABLE)::all,
          AuditRow::read);

  private final Database database;
  private final InstantSource clock;
  private final Duration keep;

  /**
   * @param keep for how long an event is kept
   */
  public SqlAuditQueries(Database database, InstantSource clock, Duration keep) {
    this.database = database;
    this.clock = clock;
    this.keep = keep;
  }

  @Override
  public Future<KeysetPage<AuditEvent>> page(AuditView view, KeysetQuery query) {
    List<Filter> filters = new ArrayList<>(query.filters());
    filters.add(new Filter(KeysetFields.TIMESTAMP, Comparison.AT_LEAST, oldest()));
    KeysetQuery kept =
        new KeysetQuery(query.limit() + 1, query.offset(), filters, query.order(), query.after());
    return database.transact(
        sql ->
            KeysetPage.of(
                query,
                EVENTS.part(sql, seen(view), kept),
                EVENTS.total(sql, seen(view), kept, HIGHEST_TOTAL)));
  }

  @Override
  public Future<Optional<AuditEvent>> find(AuditView view, String requestId) {
    return database.transact(
        sql ->
            sql.one(
                AuditRow::read,
                """
                select * from audit_event
                where request_id = ? and timestamp >= ? and (account_id = ? or ? and account_id is null)
                order by timestamp desc fetch first 1 row only\
                """,
                requestId,
                oldest(),
                view.tenant().accountId(),
                view.ofNobody()));
  }

  @Override
  public Future<Optional<AuditBody>> bodies(AuditEvent event) {
    return event.bodies()
        ? database.transact(
            sql ->
                sql.one(
                    SqlAuditQueries::body,
                    "select * from audit_body where request_id = ? and timestamp = ?",
                    event.requestId(),
                    event.timestamp()))
        : Future.succeededFuture(Optional.empty());
  }

  private static AuditBody body(ResultSet row) throws SQLException {
    return new AuditBody(
        row.getString("request_id"),
        row.getLong("timestamp"),
        row.getString("account_id"),
        row.getString("project_id"),
        row.getBytes("request_body"),
        row.getBytes("response_body"),
        row.getBoolean("truncated"));
  }

  private static KeysetTable.Seen seen(AuditView view) {
    KeysetTable.Seen own = KeysetTable.Seen.of(view.tenant());
    return view.ofNobody()
        ? new KeysetTable.Seen(
            new Statement().add("(").add(own.condition()).add(" or account_id is null)"), false)
        : own;
  }

  private long oldest() {
    return clock.instant().minus(keep).toEpochMilli();
  }
}
