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
 * @param table whose column {@code id} is its key
 * @param owner the column by whose value the rows of a list are told from those of others; empty:
 *     all rows are in the list
 * @param columns of the fields that can be asked for
 */
record Listing<T>(Sql.Reader<T> reader, String table, String owner, Map<String, String> columns) {
  private static final Map<Comparison, String> OPERATORS =
      Map.of(Comparison.EQUAL, " = ?", Comparison.AT_LEAST, " >= ?", Comparison.AT_MOST, " <= ?");

  /**
   * Finds the rows by their ids first: where an index has all that is asked for, as of the time
   * when API keys were made, only those that are on the page are read.
   *
   * @param ofOwner the value of the column {@code owner}, or nothing if there is none
   */
  Page<T> page(Sql sql, ListQuery query, Object... ofOwner) throws SQLException {
    List<Object> values = new ArrayList<>(List.of(ofOwner));
    StringBuilder where =
        new StringBuilder(owner.isEmpty() ? " where true" : " where " + owner + " = ?");
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
        sql.list(
            reader,
            "select listed.* from (select id as found"
                + from
                + order(query, owner.isEmpty() ? "" : owner + ", ", "")
                + " limit ? offset ?) page join "
                + table
                + " listed on listed.id = page.found"
                + order(query, "", "listed."),
            values.toArray());
    return new Page<>(items, total);
  }

  /**
   * The embedded database uses an index for the order only if that names all of its columns.
   *
   * @param first what is the same for all rows
   */
  private String order(ListQuery query, String first, String of) {
    StringBuilder order = new StringBuilder(" order by ").append(first);
    for (Order key : query.orders()) {
      order.append(of).append(column(key.field())).append(key.ascending() ? " asc, " : " desc, ");
    }
    return order.append(of).append(column("id")).append(" asc").toString();
  }

  private String column(String field) {
    String column = columns.get(field);
    if (column == null) {
      throw new IllegalArgumentException("no column for the field " + field);
    }
    return column;
  }
}
