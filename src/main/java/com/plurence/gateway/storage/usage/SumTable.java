package com.plurence.gateway.storage.usage;

import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table of sums: rows are made where they are missing, and then added to. */
final class SumTable {
  private final String makeIfMissing;
  private final String add;

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
  }

  /** What is added to one row. */
  record Sum(Object[] key, Object[] amounts) {
    private @Nullable Object[] all() {
      return Stream.concat(Arrays.stream(amounts), Arrays.stream(key)).toArray();
    }
  }

  /** Adds all of {@code sums}, in their order, which is to be the same for everybody. */
  void add(Sql sql, List<Sum> sums) throws SQLException {
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
