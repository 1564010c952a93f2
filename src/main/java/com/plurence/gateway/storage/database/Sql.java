package com.plurence.gateway.storage.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction, as the stores speak to it. Blocks; lives as long as its {@link Work}. */
public final class Sql {
  private static final int ROWS_AT_ONCE = 1000;

  private final Connection connection;

  Sql(Connection connection) {
    this.connection = connection;
  }

  /** What is done in one transaction, on a worker thread; may be done again after a deadlock. */
  public interface Work<T> {
    T in(Sql sql) throws SQLException;
  }

  /** {@link Work} that has no result. */
  public interface SqlWork {
    void in(Sql sql) throws SQLException;
  }

  /** Makes a value of the row at which {@code row} stands. */
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(Reader<T> reader, String query, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(query, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  public <T> Optional<T> one(Reader<T> reader, String query, @Nullable Object... values)
      throws SQLException {
    return list(reader, query, values).stream().findFirst();
  }

  /** Does something with the row at which {@code row} stands. */
  public interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * Does something with each row, of which only some are in memory at a time. Fails as {@link
   * SqlFailures#tookTooLong} knows when the database does not answer within {@code limit}.
   */
  public void each(RowConsumer consumer, Duration limit, String query, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(query, values)) {
      statement.setFetchSize(ROWS_AT_ONCE);
      statement.setQueryTimeout((int) limit.toSeconds());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          consumer.accept(rows);
        }
      } finally {
        // The embedded database keeps it for all statements of the connection.
        statement.setQueryTimeout(0);
      }
    }
  }

  /** Changes rows and tells how many. */
  public int update(String change, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(change, values)) {
      return statement.executeUpdate();
    }
  }

  /**
   * The same change once for every row of values, in one round trip; how many rows each changed.
   */
  public int[] updateAll(String change, List<@Nullable Object[]> rows) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(change)) {
      for (@Nullable Object[] values : rows) {
        bind(statement, values);
        statement.addBatch();
      }
      return statement.executeBatch();
    }
  }

  /** The text array {@code values}, for {@code = any (?)}. */
  public Object textArray(List<String> values) throws SQLException {
    return connection.createArrayOf("varchar", values.toArray());
  }

  /** The array {@code values} of whole numbers, for {@code unnest(?)}. */
  public Object numberArray(List<Long> values) throws SQLException {
    return connection.createArrayOf("bigint", values.toArray());
  }

  public static Instant time(ResultSet row, String column) throws SQLException {
    return Instant.ofEpochMilli(row.getLong(column));
  }

  public static @Nullable Instant timeOrNull(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  public static @Nullable Long millisOrNull(@Nullable Instant time) {
    return time == null ? null : time.toEpochMilli();
  }

  private PreparedStatement prepare(String statement, @Nullable Object... values)
      throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    bind(prepared, values);
    return prepared;
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
