package com.plurence.gateway.storage.query;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.storage.database.Sql;
import com.plurence.gateway.usage.query.SummaryQuery;
import com.plurence.gateway.usage.query.SummaryRow;
import com.plurence.gateway.usage.query.SummaryTable;
import com.plurence.gateway.usage.query.SummaryTable.Group;
import com.plurence.gateway.usage.query.Sums;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One summary, in the transaction of {@code sql}. */
final class SqlSummary {
  private static final Set<String> IN_HOURS =
      Set.of("project_id", "key_id", "model", "provider", "target");
  private static final Set<String> IN_TIMES = Set.of("project_id", "model", "provider");
  private static final long LONGEST_OF_RECORDS = 31 * 24 * 3_600_000L;

  /** Beyond so many records their percentiles would take seconds. */
  private static final long MOST_RECORDS_OF_TIMES = 200_000;

  /** A day of a zone with half hours begins with one: the days of all records that are kept. */
  private static final int MOST_PARTS = 1000;

  /** From so many on, all records of a short range are read faster. */
  private static final int MANY_PARTS = 100;

  private final Sql sql;
  private final String accountId;
  private final SummaryQuery query;
  private final SummarySql statements;

  SqlSummary(Sql sql, String accountId, SummaryQuery query) {
    this.sql = sql;
    this.accountId = accountId;
    this.query = query;
    this.statements = new SummarySql(accountId, query);
  }

  /** Fails with SUMMARY_TOO_LARGE. */
  List<SummaryRow> rows() throws SQLException {
    boolean fromHours = mayBeFromHours(IN_HOURS);
    if (!fromHours && !isShort()) {
      throw ErrorCode.SUMMARY_TOO_LARGE.toException();
    }
    SummaryTable table = new SummaryTable(query);
    Optional<List<List<String>>> shown =
        query.top() > 0 ? Optional.of(ranking(fromHours)) : Optional.empty();
    each(statements.sums(fromHours, shown), row -> table.add(row.getInt(1), group(row), sums(row)));
    boolean timesOfHours = mayBeFromHours(IN_TIMES);
    if (timesOfHours || (isShort() && table.requests() <= MOST_RECORDS_OF_TIMES)) {
      each(statements.times(timesOfHours, shown), row -> addTimes(table, row));
    }
    return table.rows();
  }

  private boolean mayBeFromHours(Set<String> known) {
    return statements.asksOnlyFor(known)
        && statements.parts() <= (isShort() ? MANY_PARTS : MOST_PARTS);
  }

  /** Whether the range is one of which the records may be read. */
  private boolean isShort() {
    return query.range().length() <= LONGEST_OF_RECORDS;
  }

  private List<List<String>> ranking(boolean fromHours) throws SQLException {
    List<List<String>> groups = new ArrayList<>();
    each(
        new SummarySql(accountId, query.asOne()).ranking(fromHours, query.top()),
        row -> {
          String[] values = new String[query.groupBy().size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = row.getString(1 + i);
          }
          groups.add(List.of(values));
        });
    return groups;
  }

  private void addTimes(SummaryTable table, ResultSet row) throws SQLException {
    int next = 3 + query.groupBy().size();
    table.addTimes(
        row.getInt(1),
        group(row),
        row.getInt(next) == 1,
        row.getInt(next + 1),
        row.getLong(next + 2));
  }

  private Group group(ResultSet row) throws SQLException {
    boolean shown = row.getBoolean(2);
    @Nullable String[] values = new String[query.groupBy().size()];
    for (int i = 0; i < values.length && shown; i++) {
      values[i] = UsageColumns.shown(query.groupBy().get(i), row.getString(3 + i));
    }
    return new Group(Arrays.asList(values), !shown);
  }

  private Sums sums(ResultSet row) throws SQLException {
    int next = 3 + query.groupBy().size();
    return new Sums(
        row.getLong(next),
        row.getLong(next + 1),
        row.getLong(next + 2),
        new TokenClasses(
            row.getLong(next + 3),
            row.getLong(next + 4),
            row.getLong(next + 5),
            row.getLong(next + 6),
            row.getLong(next + 7)),
        row.getLong(next + 8),
        row.getLong(next + 9),
        row.getLong(next + 10));
  }

  private void each(Statement statement, Sql.RowConsumer consumer) throws SQLException {
    sql.each(consumer, SqlUsageQueries.LONGEST, statement.text(), statement.values());
  }
}
