package com.plurence.gateway.storage.query;

import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.usage.UsageJson;
import com.plurence.gateway.usage.UsageRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes records of rows. */
final class UsageRows {
  private UsageRows() {}

  static UsageRecord read(ResultSet row) throws SQLException {
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
        new TokenClasses(
            row.getLong("uncached_tokens"),
            row.getLong("cache_read_tokens"),
            row.getLong("cache_write_tokens"),
            row.getLong("text_tokens"),
            row.getLong("reasoning_tokens")),
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

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : (Long) number;
  }
}
