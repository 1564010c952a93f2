package com.plurence.gateway.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.testing.TestPostgres;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** Connections to PostgreSQL, alone and in the pool. */
final class ConnectionsTest {
  @Test
  void noConnectionWaitsForEver() throws Exception {
    StoreUrl server = StoreUrl.parse(TestPostgres.newDatabase());

    try (Connection alone = Connections.connect(server);
        HikariDataSource pool = Connections.open(server, 1);
        Connection pooled = pool.getConnection()) {
      assertThat(alone.getNetworkTimeout()).isBetween(1, 20_000);
      assertThat(pooled.getNetworkTimeout()).isBetween(1, 20_000);
    }
  }
}
