package com.plurence.gateway.storage.usage;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.storage.database.SqlText;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code usage_record}. Texts are cut to what the table takes, so that none is refused.
 */
public final class UsageRow {
  /** The columns, in the order of {@link #values}. */
  static final List<String> COLUMNS =
      List.of(
          "timestamp",
          "request_id",
          "started_at",
          "account_id",
          "project_id",
          "key_id",
          "operation",
          "stream",
          "model",
          "provider",
          "target",
          "upstream_model",
          "uncached_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "text_tokens",
          "reasoning_tokens",
          "estimated",
          "cost_nano_usd",
          "price",
          "latency_ms",
          "ttft_ms",
          "finish_reason",
          "status",
          "error_id",
          "attempts",
          "attempt_log",
          "replayed",
          "cached",
          "tags",
          "end_user",
          "body_ms",
          "admitted_ms",
          "trace_id");

  private UsageRow() {}

  static @Nullable Object[] values(UsageRecord usage) {
    TokenClasses tokens = usage.tokens();
    return new @Nullable Object[] {
      usage.timestamp(),
      usage.requestId(),
      usage.startedAt(),
      usage.accountId(),
      usage.projectId(),
      SqlText.cut(usage.keyId(), SqlText.KEY),
      SqlText.cut(usage.operation(), SqlText.WORD),
      usage.stream(),
      SqlText.cut(usage.model(), SqlText.MODEL),
      SqlText.cutOrNull(usage.provider(), SqlText.PROVIDER),
      SqlText.cutOrNull(usage.target(), SqlText.TARGET),
      SqlText.cutOrNull(usage.upstreamModel(), SqlText.MODEL),
      tokens.uncached(),
      tokens.cacheRead(),
      tokens.cacheWrite(),
      tokens.text(),
      tokens.reasoning(),
      usage.estimated(),
      usage.costNanoUsd(),
      UsageJson.text(usage.price()),
      usage.latencyMs(),
      usage.ttftMs(),
      SqlText.cutOrNull(usage.finishReason(), SqlText.WORD),
      usage.status(),
      SqlText.cutOrNull(usage.errorId(), SqlText.WORD),
      usage.attempts(),
      usage.attemptLog().isEmpty() ? null : UsageJson.attempts(usage.attemptLog()),
      usage.replayed(),
      usage.cached(),
      usage.tags().isEmpty() ? null : UsageJson.tags(usage.tags()),
      SqlText.cutOrNull(usage.endUser(), SqlText.END_USER),
      usage.bodyMs(),
      usage.admittedMs(),
      SqlText.cutOrNull(usage.traceId(), SqlText.WORD)
    };
  }

  /** Reads a whole row. */
  public static UsageRecord read(ResultSet row) throws SQLException {
    String price = row.getString("price");
    String attempts = row.getString("attempt_log");
    String tags = row.getString("tags");
    return new UsageRecord(
        row.getString("request_id"),
        row.getLong("timestamp"),
        row.getLong("started_at"),
        row.getString("account_id"),
        row.getString("project_id"),
        row.getString("key_id"),
        row.getString("operation"),
        row.getBoolean("stream"),
        row.getString("model"),
        row.getString("provider"),
        row.getString("target"),
        row.getString("upstream_model"),
        tokens(row),
        row.getBoolean("estimated"),
        number(row, "cost_nano_usd"),
        price == null ? null : LocalDate.parse(price),
        row.getLong("latency_ms"),
        number(row, "ttft_ms"),
        row.getString("finish_reason"),
        row.getInt("status"),
        row.getString("error_id"),
        row.getInt("attempts"),
        attempts == null ? List.of() : UsageJson.readAttempts(attempts),
        row.getBoolean("replayed"),
        row.getBoolean("cached"),
        tags == null ? Map.of() : UsageJson.readTags(tags),
        row.getString("end_user"),
        number(row, "body_ms"),
        number(row, "admitted_ms"),
        row.getString("trace_id"));
  }

  private static TokenClasses tokens(ResultSet row) throws SQLException {
    return new TokenClasses(
        row.getLong("uncached_tokens"),
        row.getLong("cache_read_tokens"),
        row.getLong("cache_write_tokens"),
        row.getLong("text_tokens"),
        row.getLong("reasoning_tokens"));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : number;
  }
}
