package com.plurence.gateway.storage;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.management.Precondition;
import com.plurence.gateway.storage.database.Sql;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/**
 * A row that has a version, which every change makes one higher: how it is locked, compared,
 * changed and read again, all in one transaction.
 *
 * @param locked reads the row, and keeps others from changing it until the transaction ends
 * @param found reads the row
 * @param write writes what has changed, and the next version
 */
record VersionedRow<T>(Find<T> locked, Find<T> found, ToIntFunction<T> version, Write<T> write) {

  /** Reads the row; empty when there is none. */
  interface Find<T> {
    Optional<T> in(Sql sql) throws SQLException;
  }

  /** Writes the row. */
  interface Write<T> {
    void in(Sql sql, T changed) throws SQLException;
  }

  /**
   * The row, locked; empty when there is none. Throws RESOURCE_CHANGED when it is of a version that
   * {@code precondition} does not admit.
   */
  Optional<T> lock(Sql sql, Precondition precondition) throws SQLException {
    Optional<T> row = locked.in(sql);
    if (row.isPresent() && !precondition.admits(version.applyAsInt(row.get()))) {
      throw ErrorCode.RESOURCE_CHANGED.toException();
    }
    return row;
  }

  /**
   * The row as {@code change} leaves it, of the next version unless that leaves it as it is; empty
   * when there is none. Throws as {@link #lock} does.
   */
  Optional<T> change(Sql sql, Precondition precondition, UnaryOperator<T> change)
      throws SQLException {
    Optional<T> before = lock(sql, precondition);
    Optional<T> after = before.map(change);
    if (after.equals(before)) {
      return before;
    }
    write.in(sql, after.orElseThrow());
    return found.in(sql);
  }
}
