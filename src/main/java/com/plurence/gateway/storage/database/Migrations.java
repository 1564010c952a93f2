package com.plurence.gateway.storage.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema up to date. Flyway does it, under its own lock, so that gateways may start side
 * by side. It is not even loaded where it is not needed, as that takes longer than to find out:
 * when there is nothing to do, and for a store in memory, which is always new and which no later
 * version will ever open.
 */
final class Migrations {
  /** The files, the oldest first; each is the schema's next version. */
  static final List<String> FILES =
      List.of(
          "V1__accounts_projects_and_keys.sql",
          "V2__kept_answers_by_size.sql",
          "V3__identities_and_operators.sql",
          "V4__lengths_in_characters.sql",
          "V5__usage.sql",
          "V6__limit_settings.sql",
          "V7__audit_tiers.sql",
          "V8__audit.sql",
          "V9__lists.sql",
          "V10__audit_bodies.sql");

  private static final String PLACE = "db/migration";

  /** Begins a line of the files that only PostgreSQL reads; for H2 it makes a comment of it. */
  private static final String POSTGRES = "postgres";

  private static final String LAST_DONE =
      """
      select version from flyway_schema_history
      where success order by installed_rank desc fetch first 1 row only\
      """;

  private Migrations() {}

  /** Blocks. */
  static void run(DataSource database, StoreUrl url) throws SQLException {
    if (url.isInMemory()) {
      runAll(database);
    } else if (!isUpToDate(database)) {
      Flyway.configure()
          .dataSource(database)
          .locations("classpath:" + PLACE)
          .placeholders(Map.of(POSTGRES, beginOfLine(url)))
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  private static void runAll(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String file : FILES) {
        statement.execute(text(file).replace("${" + POSTGRES + "}", "--"));
      }
      connection.commit();
    }
  }

  private static String beginOfLine(StoreUrl url) {
    return url.kind() == StoreUrl.Kind.POSTGRES ? "" : "--";
  }

  private static String text(String file) {
    String resource = "/" + PLACE + "/" + file;
    try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the class path has no " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the class path has no readable " + resource, e);
    }
  }

  private static boolean isUpToDate(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      try (ResultSet last = statement.executeQuery(LAST_DONE)) {
        return last.next() && Integer.toString(FILES.size()).equals(last.getString(1));
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
