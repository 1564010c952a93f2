package com.plurence.gateway.storage.query;

import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.keyset.KeysetQuery;
import com.plurence.gateway.management.keyset.Position;
import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A table that grows, with the columns {@code account_id}, {@code timestamp} and {@code
 * request_id}, of which parts are read.
 *
 * @param expression what to order by, for the name of a field
 * @param conditions for filters, each beginning with {@code and}
 * @param row makes an item of a row
 */
record KeysetTable<T>(
    String name,
    UnaryOperator<String> expression,
    Function<List<Filter>, Statement> conditions,
    Sql.Reader<T> row) {

  /** What belongs to the account of {@code tenant}. */
  static Statement of(Tenant tenant) {
    return new Statement().add("account_id = ?", tenant.accountId());
  }

  /**
   * The items of a part.
   *
   * @param whose a condition that says which rows may be seen at all
   */
  List<T> part(Sql sql, Statement whose, KeysetQuery query) throws SQLException {
    Statement statement =
        new Statement()
            .add("select * from " + name + " where ")
            .add(whose)
            .add(conditions.apply(query.filters()));
    query.after().ifPresent(after -> statement.add(beyond(after, query.order())));
    statement.add(order(query.order()) + " limit ? offset ?", query.limit(), query.offset());
    List<T> found = new ArrayList<>();
    sql.each(
        next -> found.add(row.read(next)),
        SqlUsageQueries.LONGEST,
        statement.text(),
        statement.values());
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

  private String order(Order order) {
    String direction = order.ascending() ? " asc" : " desc";
    String byTime = "timestamp" + direction + ", request_id" + direction;
    return " order by "
        + (order.field().equals("timestamp")
            ? byTime
            : expression.apply(order.field()) + direction + " nulls last, " + byTime);
  }

  /** How many match, but no more than {@code most}. */
  long total(Sql sql, Statement whose, KeysetQuery query, int most) throws SQLException {
    Statement statement =
        new Statement()
            .add("select count(*) from (select 1 from " + name + " where ")
            .add(whose)
            .add(conditions.apply(query.filters()))
            .add(" limit " + most + ") matching");
    long[] total = new long[1];
    sql.each(
        row -> total[0] = row.getLong(1),
        SqlUsageQueries.LONGEST,
        statement.text(),
        statement.values());
    return total[0];
  }
}
