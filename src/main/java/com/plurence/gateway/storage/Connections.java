package com.plurence.gateway.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pools of connections, one kind for each kind of store. Opening one may block. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final long CONNECT_TIMEOUT_MILLIS = 3_000;

  /** Nothing but a busy machine can keep a file from answering. */
  private static final long EMBEDDED_TIMEOUT_MILLIS = 8_000;

  private static final int SOCKET_TIMEOUT_SECONDS = 20;

  private Connections() {}

  /**
   * A pool. A server that is absent is not yet a failure; a file that cannot be opened is one, and
   * may take as long as it needs, as nothing can be done without it.
   */
  static HikariDataSource open(StoreUrl url, int size) throws IOException, SQLException {
    if (url.kind() == StoreUrl.Kind.POSTGRES) {
      return pool(url, size);
    }
    url.makeDirectory();
    String password = url.password().reveal();
    Connection first = DriverManager.getConnection(url.jdbc(), url.user(), password);
    try {
      HikariDataSource pool = pool(url, size);
      pool.getConnection().close();
      return pool;
    } finally {
      first.close();
    }
  }

  private static HikariDataSource pool(StoreUrl url, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(url.jdbc());
    config.setUsername(url.user());
    config.setPassword(url.password().reveal());
    config.setAutoCommit(false);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(EMBEDDED_TIMEOUT_MILLIS);
    if (url.kind() == StoreUrl.Kind.POSTGRES) {
      config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
      config.setValidationTimeout(CONNECT_TIMEOUT_MILLIS - 500);
      config.addDataSourceProperty("ApplicationName", "plurence-gateway");
      config.addDataSourceProperty("connectTimeout", CONNECT_TIMEOUT_MILLIS / 1000);
      config.addDataSourceProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
      config.addDataSourceProperty("tcpKeepAlive", true);
    }
    return new HikariDataSource(config);
  }

  /** Closes the pool, and with it an embedded database. */
  static void close(HikariDataSource pool, StoreUrl url) {
    if (url.kind() == StoreUrl.Kind.H2) {
      try (Connection connection = pool.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("shutdown");
      } catch (SQLException e) {
        LOG.atDebug().addKeyValue("sqlState", e.getSQLState()).log("store was closed already");
      }
    }
    pool.close();
  }
}
