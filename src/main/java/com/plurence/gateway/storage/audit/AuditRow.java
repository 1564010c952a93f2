package com.plurence.gateway.storage.audit;

import com.plurence.gateway.audit.AuditEvent;
import com.plurence.gateway.audit.Outcome;
import com.plurence.gateway.storage.database.SqlText;
import com.plurence.gateway.usage.UsageJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of {@code audit_event}. Texts are cut to what the table takes, so that none is refused. */
public final class AuditRow {
  /** The columns, in the order of {@link #values}. */
  static final List<String> COLUMNS =
      List.of(
          "timestamp",
          "request_id",
          "kind",
          "outcome",
          "account_id",
          "project_id",
          "key_id",
          "principal_id",
          "address",
          "method",
          "route",
          "action",
          "changes",
          "model",
          "provider",
          "target",
          "status",
          "error_id",
          "scope",
          "dimension",
          "count",
          "latency_ms",
          "bytes_in",
          "bytes_out",
          "tags",
          "bodies");

  private AuditRow() {}

  static @Nullable Object[] values(AuditEvent event) {
    return new @Nullable Object[] {
      event.timestamp(),
      event.requestId(),
      event.kind().label(),
      event.outcome().label(),
      SqlText.cutOrNull(event.accountId(), SqlText.WORD),
      SqlText.cutOrNull(event.projectId(), SqlText.WORD),
      SqlText.cutOrNull(event.keyId(), SqlText.KEY),
      SqlText.cutOrNull(event.principalId(), SqlText.WORD),
      event.address(),
      SqlText.cut(event.method(), SqlText.WORD),
      SqlText.cut(event.route(), SqlText.MODEL),
      SqlText.cutOrNull(event.action(), SqlText.MODEL),
      event.changes(),
      SqlText.cutOrNull(event.model(), SqlText.MODEL),
      SqlText.cutOrNull(event.provider(), SqlText.PROVIDER),
      SqlText.cutOrNull(event.target(), SqlText.TARGET),
      event.status(),
      event.errorId(),
      event.scope(),
      event.dimension(),
      event.count(),
      event.latencyMs(),
      event.bytesIn(),
      event.bytesOut(),
      event.tags().isEmpty() ? null : UsageJson.tags(event.tags()),
      event.bodies()
    };
  }

  /** The event of the row at which {@code row} stands. */
  public static AuditEvent read(ResultSet row) throws SQLException {
    @Nullable String tags = row.getString("tags");
    return new AuditEvent(
        row.getString("request_id"),
        row.getLong("timestamp"),
        AuditEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
        row.getString("account_id"),
        row.getString("project_id"),
        row.getString("key_id"),
        row.getString("principal_id"),
        row.getString("address"),
        row.getString("method"),
        row.getString("route"),
        row.getString("action"),
        row.getString("changes"),
        row.getString("model"),
        row.getString("provider"),
        row.getString("target"),
        row.getInt("status"),
        row.getString("error_id"),
        row.getString("scope"),
        row.getString("dimension"),
        row.getLong("count"),
        row.getLong("latency_ms"),
        row.getLong("bytes_in"),
        row.getLong("bytes_out"),
        tags == null ? Map.of() : UsageJson.readTags(tags),
        row.getBoolean("bodies"));
  }
}
