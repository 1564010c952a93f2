package com.plurence.gateway.storage.usage;

import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of sums: rows are made where they are missing, and then added to. PostgreSQL does it in
 * one statement, however many rows there are, which takes it a tenth of the time.
 */
final class SumTable {
  private final String makeIfMissing;
  private final String add;
  private final String addAll;
  private final int columns;

  /**
   * @param keys columns of the primary key
   * @param amounts the other columns
   */
  SumTable(String table, List<String> keys, List<String> amounts) {
    makeIfMissing =
        "insert into %s (%s) values (%s) on conflict do nothing"
            .formatted(
                table,
                String.join(", ", keys),
                keys.stream().map(key -> "?").collect(Collectors.joining(", ")));
    add =
        "update %s set %s where %s"
            .formatted(
                table,
                amounts.stream()
                    .map(amount -> "%s = %s + ?".formatted(amount, amount))
                    .collect(Collectors.joining(", ")),
                keys.stream().map(key -> key + " = ?").collect(Collectors.joining(" and ")));
    columns = amounts.size() + keys.size();
    addAll =
        """
        insert into %1$s (%2$s, %3$s) select * from unnest(%4$s)
        on conflict (%3$s) do update set %5$s\
        """
            .formatted(
                table,
                String.join(", ", amounts),
                String.join(", ", keys),
                String.join(", ", Collections.nCopies(columns, "?")),
                amounts.stream()
                    .map(amount -> "%1$s = %2$s.%1$s + excluded.%1$s".formatted(amount, table))
                    .collect(Collectors.joining(", ")));
  }

  /** What is added to one row. */
  record Sum(Object[] key, Object[] amounts) {
    private @Nullable Object[] all() {
      return Stream.concat(Arrays.stream(amounts), Arrays.stream(key)).toArray();
    }
  }

  /**
   * Adds all of {@code sums}, in their order, which is to be the same for everybody.
   *
   * @param atOnce whether the database is PostgreSQL
   */
  void add(Sql sql, List<Sum> sums, boolean atOnce) throws SQLException {
    if (!atOnce) {
      addEach(sql, sums);
    } else if (!sums.isEmpty()) {
      List<@Nullable Object[]> rows = sums.stream().map(Sum::all).toList();
      @Nullable Object[] arrays = new @Nullable Object[columns];
      for (int column = 0; column < columns; column++) {
        arrays[column] = array(sql, rows, column);
      }
      sql.update(addAll, arrays);
    }
  }

  private static Object array(Sql sql, List<@Nullable Object[]> rows, int column)
      throws SQLException {
    List<String> texts = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      if (row[column] instanceof Number number) {
        numbers.add(number.longValue());
      } else {
        texts.add((String) row[column]);
      }
    }
    return texts.isEmpty() ? sql.numberArray(numbers) : sql.textArray(texts);
  }

  private void addEach(Sql sql, List<Sum> sums) throws SQLException {
    List<Sum> missing = addToThoseThatAreThere(sql, sums);
    if (!missing.isEmpty()) {
      sql.updateAll(makeIfMissing, missing.stream().<@Nullable Object[]>map(Sum::key).toList());
      sql.updateAll(add, missing.stream().map(Sum::all).toList());
    }
  }

  /** Nearly all of them are, but for the first requests of an hour. */
  private List<Sum> addToThoseThatAreThere(Sql sql, List<Sum> sums) throws SQLException {
    if (sums.isEmpty()) {
      return sums;
    }
    int[] changed = sql.updateAll(add, sums.stream().map(Sum::all).toList());
    return IntStream.range(0, changed.length)
        .filter(i -> changed[i] == 0)
        .mapToObj(sums::get)
        .toList();
  }
}
