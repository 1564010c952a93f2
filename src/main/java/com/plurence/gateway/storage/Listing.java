package com.plurence.gateway.storage;

import com.plurence.gateway.management.ListQuery;
import com.plurence.gateway.management.ListQuery.Comparison;
import com.plurence.gateway.management.ListQuery.Filter;
import com.plurence.gateway.management.ListQuery.Order;
import com.plurence.gateway.management.Page;
import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts a {@link ListQuery} into SQL. Names of columns come from {@code columns} alone, values are
 * always bound.
 *
 * @param table the table, or a join
 * @param scope the condition that keeps to one account, with its values beside it
 * @param columns of the fields that can be asked for
 */
record Listing<T>(Sql.Reader<T> reader, String table, String scope, Map<String, String> columns) {
  private static final Map<Comparison, String> OPERATORS =
      Map.of(Comparison.EQUAL, " = ?", Comparison.AT_LEAST, " >= ?", Comparison.AT_MOST, " <= ?");

  Page<T> page(Sql sql, ListQuery query, Object... scopeValues) throws SQLException {
    List<Object> values = new ArrayList<>(List.of(scopeValues));
    StringBuilder where = new StringBuilder(" where ").append(scope);
    for (Filter filter : query.filters()) {
      where.append(" and ").append(column(filter.field()));
      where.append(OPERATORS.get(filter.comparison()));
      values.add(filter.value());
    }
    String from = " from " + table + where;
    long total =
        sql.one(row -> row.getLong(1), "select count(*)" + from, values.toArray()).orElse(0L);
    values.add(query.limit());
    values.add(query.offset());
    List<T> items =
        sql.list(reader, "select *" + from + order(query) + " limit ? offset ?", values.toArray());
    return new Page<>(items, total);
  }

  private String order(ListQuery query) {
    StringBuilder order = new StringBuilder(" order by ");
    for (Order key : query.orders()) {
      order.append(column(key.field())).append(key.ascending() ? " asc, " : " desc, ");
    }
    return order.append(column("id")).append(" asc").toString();
  }

  private String column(String field) {
    String column = columns.get(field);
    if (column == null) {
      throw new IllegalArgumentException("no column for the field " + field);
    }
    return column;
  }
}
