package com.plurence.gateway.storage.query;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.keyset.KeysetPage;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Usage records in SQL, for those who ask about them. */
public final class SqlUsageQueries implements UsageQueries {
  /** Below the time after which a connection that is silent counts as broken. */
  static final Duration LONGEST = Duration.ofSeconds(10);

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
          return KeysetPage.of(query, part(sql, tenant, oneMore), total(sql, tenant, query));
        });
  }

  @Override
  public <T> Future<T> part(Tenant tenant, KeysetQuery query, Function<List<UsageRecord>, T> use) {
    return ask(sql -> use.apply(part(sql, tenant, query)));
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

  private static List<UsageRecord> part(Sql sql, Tenant tenant, KeysetQuery query)
      throws SQLException {
    Statement statement =
        new Statement()
            .add("select * from usage_record where account_id = ?", tenant.accountId())
            .add(UsageColumns.conditions(query.filters()));
    query.after().ifPresent(after -> statement.add(beyond(after, query.order())));
    statement.add(order(query.order()) + " limit ? offset ?", query.limit(), query.offset());
    List<UsageRecord> found = new ArrayList<>();
    sql.each(row -> found.add(UsageRows.read(row)), LONGEST, statement.text(), statement.values());
    return found;
  }

  /**
   * The first comparison is what an index serves; the other is for rows of the same millisecond.
   */
  private static Statement beyond(Position after, Order order) {
    String beyond = order.ascending() ? ">" : "<";
    return new Statement()
        .add(
            " and timestamp %s= ? and (timestamp %s ? or request_id %s ?)"
                .formatted(beyond, beyond, beyond),
            after.timestamp(),
            after.timestamp(),
            after.requestId());
  }

  private static String order(Order order) {
    String direction = order.ascending() ? " asc" : " desc";
    String byTime = "timestamp" + direction + ", request_id" + direction;
    return " order by "
        + (order.field().equals("timestamp")
            ? byTime
            : UsageColumns.expression(order.field()) + direction + " nulls last, " + byTime);
  }

  private static long total(Sql sql, Tenant tenant, KeysetQuery query) throws SQLException {
    Statement statement =
        new Statement()
            .add(
                "select count(*) from (select 1 from usage_record where account_id = ?",
                tenant.accountId())
            .add(UsageColumns.conditions(query.filters()))
            .add(" limit " + HIGHEST_TOTAL + ") matching");
    long[] total = new long[1];
    sql.each(row -> total[0] = row.getLong(1), LONGEST, statement.text(), statement.values());
    return total[0];
  }
}
