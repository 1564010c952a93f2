package com.plurence.gateway.storage.database;

import com.plurence.gateway.config.StartException;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a store for the first time. A shared database that does not answer is waited for, up to
 * half a minute, as it may be starting at the same time; a file that cannot be opened never will.
 *
 * @param size of the pool of connections
 */
record FirstContact(Vertx vertx, WorkerExecutor workers, StoreUrl url, int size) {
  private static final Logger LOG = LoggerFactory.getLogger(FirstContact.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_CONTACTS = Duration.ofMillis(500);

  /** Fails with a StartException that names the setting. */
  Future<HikariDataSource> make() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Future<HikariDataSource> first = open();
    return first
        .onFailure(
            failure -> {
              if (mayPass(failure)) {
                LOG.atWarn().addKeyValue("waitFor", PATIENCE).log("store does not answer yet");
              }
            })
        .recover(failure -> again(deadline, failure))
        .recover(failure -> Future.failedFuture(explained(failure)));
  }

  private Future<HikariDataSource> again(long deadline, Throwable failure) {
    if (!mayPass(failure) || System.nanoTime() >= deadline) {
      return Future.failedFuture(failure);
    }
    return vertx
        .timer(BETWEEN_CONTACTS.toMillis(), TimeUnit.MILLISECONDS)
        .compose(waited -> open())
        .recover(next -> again(deadline, next));
  }

  private Future<HikariDataSource> open() {
    return workers.executeBlocking(() -> Connections.open(url, size));
  }

  private boolean mayPass(Throwable failure) {
    return url.kind() == StoreUrl.Kind.POSTGRES && SqlFailures.unreachable(failure);
  }

  private Throwable explained(Throwable failure) {
    if (url.kind() == StoreUrl.Kind.H2) {
      return SqlFailures.inUse(failure)
          ? because("the file cannot be opened; another gateway may be using it", failure)
          : because("the file cannot be opened", failure);
    }
    if (SqlFailures.unreachable(failure)) {
      return because("the database server does not answer", failure);
    }
    return SqlFailures.refused(failure)
        ? because("the database server refuses the login", failure)
        : failure;
  }

  private static StartException because(String reason, Throwable failure) {
    return new StartException("store.url: " + reason, failure);
  }
}
