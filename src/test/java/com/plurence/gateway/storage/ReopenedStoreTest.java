package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.account.Signup;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.testing.Outcome;
import com.plurence.gateway.testing.RecordedLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded database that closes under the gateway. */
final class ReopenedStoreTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Vertx vertx = Vertx.vertx();
  private Secret url = Secret.NONE;
  private Database database;

  @BeforeEach
  void open(@TempDir Path directory) {
    url = new Secret("h2:" + directory.resolve("store"));
    database = done(Database.open(vertx, url));
  }

  @AfterEach
  void close() {
    done(database.close());
    done(vertx.close());
  }

  @Test
  void isOpenedAgainWithAllThatWasCommittedAndTellsOnceEachWay() throws SQLException {
    SqlAccountStore accounts = new SqlAccountStore(database, new KeyChanges(database));
    Signup signup = signup("kept@example.com");
    done(accounts.open(signup));
    try (RecordedLog log = RecordedLog.of("com.plurence.gateway.storage")) {
      closeAsWhenTheFileCannotBeWritten();

      assertThat(Outcome.failure(write())).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      await().atMost(SOON).until(database::reachable);
      List<?> found =
          IntStream.range(0, 50)
              .mapToObj(i -> accounts.find(tenant(signup)))
              .map(account -> done(account).orElseThrow())
              .distinct()
              .toList();

      assertThat(found).singleElement().isEqualTo(signup.account());
      assertThat(log.lines()).hasSize(2);
      assertThat(log.lines().get(0)).startsWith("store is unreachable");
      assertThat(log.lines().get(1)).startsWith("store is reachable again");
    }
  }

  /** Every connection of the pool still seems to be alive then. */
  private void closeAsWhenTheFileCannotBeWritten() throws SQLException {
    try (Connection connection = database.connect();
        JdbcConnection embedded = connection.unwrap(JdbcConnection.class)) {
      ((SessionLocal) embedded.getSession())
          .getDatabase()
          .getStore()
          .getMvStore()
          .closeImmediately();
    }
  }

  private Future<Void> write() {
    return database.perform(sql -> sql.update("update first_start set created_at = created_at"));
  }
}
