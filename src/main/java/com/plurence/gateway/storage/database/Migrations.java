package com.plurence.gateway.storage.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date. Flyway does it, under its own lock, so that gateways may start side
 * by side; it is not even loaded when there is nothing to do, as that takes longer than to find
 * out.
 */
final class Migrations {
  /** The version of the newest file in {@code db/migration}. */
  static final String NEWEST = "4";

  private static final String LAST_DONE =
      """
      select version from flyway_schema_history
      where success order by installed_rank desc fetch first 1 row only\
      """;

  private Migrations() {}

  static void run(DataSource database) throws SQLException {
    if (!isUpToDate(database)) {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:db/migration")
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  private static boolean isUpToDate(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet last = statement.executeQuery(LAST_DONE)) {
        return last.next() && NEWEST.equals(last.getString(1));
      } catch (SQLException e) {
        if (SqlFailures.unreachable(e)) {
          throw e;
        }
        return false;
      } finally {
        connection.rollback();
      }
    }
  }
}
