package com.plurence.gateway.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to the store, alone or in a pool. Opening one may block. */
final class Connections {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final int CONNECT_TIMEOUT_SECONDS = 3;
  private static final int SOCKET_TIMEOUT_SECONDS = 20;

  /** Nothing but a busy machine can keep a file from answering. */
  private static final int EMBEDDED_TIMEOUT_SECONDS = 8;

  private Connections() {}

  /** One connection; fails when nobody answers, or after 3 s. A file takes as long as it needs. */
  static Connection connect(StoreUrl url) throws SQLException {
    Properties properties = properties(url);
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password().reveal());
    return DriverManager.getConnection(url.jdbc(), properties);
  }

  /** A pool of at most {@code size} connections, of which the first is there. */
  static HikariDataSource open(StoreUrl url, int size) throws IOException, SQLException {
    url.makeFile();
    Connection first = connect(url);
    try {
      HikariDataSource pool = pool(url, size);
      // An embedded database lives as long as it has a connection.
      pool.getConnection().close();
      return pool;
    } finally {
      first.close();
    }
  }

  private static HikariDataSource pool(StoreUrl url, int size) {
    boolean shared = url.kind() == StoreUrl.Kind.POSTGRES;
    int seconds = shared ? CONNECT_TIMEOUT_SECONDS : EMBEDDED_TIMEOUT_SECONDS;
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(url.jdbc());
    config.setUsername(url.user());
    config.setPassword(url.password().reveal());
    config.setDataSourceProperties(properties(url));
    config.setAutoCommit(false);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setInitializationFailTimeout(-1);
    config.setConnectionTimeout(Duration.ofSeconds(seconds).toMillis());
    config.setValidationTimeout(Duration.ofSeconds(seconds).toMillis() - 500);
    return new HikariDataSource(config);
  }

  /** All of them text: the driver takes no notice of properties that are not. */
  private static Properties properties(StoreUrl url) {
    Properties properties = new Properties();
    if (url.kind() == StoreUrl.Kind.POSTGRES) {
      properties.setProperty("ApplicationName", "plurence-gateway");
      properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
      properties.setProperty("loginTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
      properties.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
      properties.setProperty("tcpKeepAlive", "true");
    }
    return properties;
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
