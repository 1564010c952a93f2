package com.plurence.gateway.storage.query;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.Sql;
import com.plurence.gateway.storage.database.SqlFailures;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.query.SummaryQuery;
import com.plurence.gateway.usage.query.SummaryRow;
import com.plurence.gateway.usage.query.UsageQueries;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Usage records in SQL, for those who ask about them. */
public final class SqlUsageQueries implements UsageQueries {
  /** Below the time after which a connection that is silent counts as broken. */
  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final KeysetTable<UsageRecord> RECORDS =
      new KeysetTable<>(
          "usage_record", UsageColumns::expression, UsageColumns::conditions, UsageRows::read);

  private final Database database;
  private final Turns turns;

  public SqlUsageQueries(Database database) {
    this.database = database;
    this.turns = new Turns();
  }

  @Override
  public Future<KeysetPage<UsageRecord>> page(Tenant tenant, KeysetQuery query) {
    return ask(
        sql -> {
          KeysetQuery oneMore = query.withLimit(query.limit() + 1);
          return KeysetPage.of(
              query,
              RECORDS.part(sql, KeysetTable.Seen.of(tenant), oneMore),
              RECORDS.total(sql, KeysetTable.Seen.of(tenant), query, HIGHEST_TOTAL));
        });
  }

  @Override
  public <T> Future<T> part(Tenant tenant, KeysetQuery query, Function<List<UsageRecord>, T> use) {
    return ask(sql -> use.apply(RECORDS.part(sql, KeysetTable.Seen.of(tenant), query)));
  }

  @Override
  public Future<Optional<UsageRecord>> find(Tenant tenant, String requestId) {
    return database.transact(
        sql ->
            sql.one(
                UsageRows::read,
                "select * from usage_record where request_id = ? and account_id = ?",
                requestId,
                tenant.accountId()));
  }

  @Override
  public Future<List<SummaryRow>> summary(Tenant tenant, SummaryQuery query) {
    return ask(sql -> new SqlSummary(sql, tenant.accountId(), query).rows());
  }

  <T> Future<T> ask(Sql.Work<T> question) {
    return turns.take(
        () ->
            database.transact(
                sql -> {
                  try {
                    return question.in(sql);
                  } catch (SQLException e) {
                    if (SqlFailures.tookTooLong(e)) {
                      throw ErrorCode.SUMMARY_TOO_LARGE.toException();
                    }
                    throw e;
                  }
                }));
  }
}
