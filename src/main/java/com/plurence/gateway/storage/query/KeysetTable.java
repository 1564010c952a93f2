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

  /**
   * Which rows may be seen at all.
   *
   * @param condition that holds for these and no others
   * @param ofOneAccount whether they are all of the same, so that its index has their order
   */
  record Seen(Statement condition, boolean ofOneAccount) {
    /** What belongs to the account of {@code tenant}. */
    static Seen of(Tenant tenant) {
      return new Seen(new Statement().add("account_id = ?", tenant.accountId()), true);
    }
  }

  /**
   * The items of a part. Their places are found first, in an index that has all that the order
   * names: the embedded database would sort all rows otherwise, and rows that are passed over are
   * not read.
   */
  List<T> part(Sql sql, Seen seen, KeysetQuery query) throws SQLException {
    String account = seen.ofOneAccount() ? "account_id" + direction(query.order()) + ", " : "";
    Statement statement =
        new Statement()
            .add("select listed.* from (select timestamp as at, request_id as id from " + name)
            .add(" where ")
            .add(seen.condition())
            .add(conditions.apply(query.filters()));
    query.after().ifPresent(after -> statement.add(beyond(after, query.order())));
    statement
        .add(" order by " + account + order(query.order(), ""))
        .add(" limit ? offset ?) page join " + name, query.limit(), query.offset())
        .add(" listed on listed.timestamp = page.at and listed.request_id = page.id order by ")
        .add(order(query.order(), "listed."));
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

  private String order(Order order, String of) {
    String direction = direction(order);
    String byTime = "%stimestamp%s, %srequest_id%s".formatted(of, direction, of, direction);
    return order.field().equals("timestamp")
        ? byTime
        : expression.apply(order.field()) + direction + " nulls last, " + byTime;
  }

  private static String direction(Order order) {
    return order.ascending() ? " asc" : " desc";
  }

  /** How many match, but no more than {@code most}. */
  long total(Sql sql, Seen seen, KeysetQuery query, int most) throws SQLException {
    Statement statement =
        new Statement()
            .add("select count(*) from (select 1 from " + name + " where ")
            .add(seen.condition())
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
