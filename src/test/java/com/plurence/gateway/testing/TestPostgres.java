package com.plurence.gateway.testing;

import com.plurence.gateway.config.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;

/** One PostgreSQL server for the whole run of the tests, ended with it; databases as needed. */
public final class TestPostgres {
  private TestPostgres() {}

  /** The URL of a new, empty database. */
  public static Secret newDatabase() {
    return urlOf(newName(), port());
  }

  /** The URL of a database of this server as seen through another port, such as a proxy's. */
  public static Secret through(int port, Secret url) {
    return urlOf(nameIn(url), port);
  }

  /** The port at which the server listens. */
  public static int port() {
    return Server.SERVER.getPort();
  }

  /** Breaks every connection to the database of {@code url}, as a fail-over would. */
  public static void breakConnections(Secret url) {
    run(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
            + nameIn(url)
            + "'");
  }

  private static String newName() {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    run("create database " + name);
    return name;
  }

  /** Executes {@code sql} in the database of {@code url}, behind the back of who uses it. */
  public static void run(Secret url, String sql) {
    run(Server.SERVER.getDatabase("postgres", nameIn(url)), sql);
  }

  private static void run(String sql) {
    run(Server.SERVER.getPostgresDatabase(), sql);
  }

  private static void run(DataSource database, String sql) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Secret urlOf(String name, int port) {
    return new Secret("postgresql://postgres:postgres@127.0.0.1:" + port + "/" + name);
  }

  private static String nameIn(Secret url) {
    return url.reveal().substring(url.reveal().lastIndexOf('/') + 1);
  }

  /** Started when it is first needed. */
  private static final class Server {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder()
            .setServerConfig("max_connections", "200")
            .setServerConfig("fsync", "on")
            .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
