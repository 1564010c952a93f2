package com.plurence.gateway.storage;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.storage.Sql.Step;
import com.plurence.gateway.storage.Sql.Work;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store: a pool of connections behind a pool of worker threads, so that no event loop ever
 * waits for it. Its schema is brought up to date when it is opened. Safe on any thread; futures
 * complete on the caller's context.
 */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** One worker for each, so that a worker never waits for a connection. */
  private static final int CONNECTIONS = 8;

  private static final int MOST_WAITING = 1024;
  private static final int MOST_TRIES = 3;
  private static final Duration FIRST_CONTACT = Duration.ofSeconds(30);
  private static final Duration BETWEEN_CONTACTS = Duration.ofMillis(500);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final StoreUrl url;
  private final HikariDataSource pool;
  private final WorkerExecutor workers;
  private final WorkerExecutor lookout;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean looking = new AtomicBoolean();
  private final long watch;
  private volatile boolean reachable = true;
  private volatile Consumer<Boolean> reachabilityListener = reachable -> {};

  private Database(Vertx vertx, StoreUrl url, HikariDataSource pool, WorkerExecutor workers) {
    this.vertx = vertx;
    this.url = url;
    this.pool = pool;
    this.workers = workers;
    this.lookout = vertx.createSharedWorkerExecutor("store-lookout", 1);
    this.watch = vertx.setPeriodic(BETWEEN_CONTACTS.toMillis(), tick -> look());
  }

  /**
   * Opens the store and brings its schema up to date. A shared database that does not answer is
   * waited for, up to half a minute; an embedded one that cannot be opened fails at once.
   *
   * @param setting {@code store.url}; fails with an IllegalArgumentException when it is no such URL
   */
  public static Future<Database> open(Vertx vertx, Secret setting) {
    StoreUrl url;
    try {
      url = StoreUrl.parse(setting);
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(e);
    }
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("store", CONNECTIONS);
    return workers
        .executeBlocking(() -> Connections.open(url, CONNECTIONS))
        .recover(
            failure ->
                workers.close().transform(closed -> Future.failedFuture(explained(url, failure))))
        .map(pool -> new Database(vertx, url, pool, workers))
        .compose(Database::prepared);
  }

  /**
   * Does {@code work} in a transaction of its own, which is committed before the future completes.
   * Fails with STORE_UNAVAILABLE when the store cannot be reached or too much work waits for it.
   */
  <T> Future<T> transact(Work<T> work) {
    Future<T> done =
        waiting.incrementAndGet() > MOST_WAITING || !reachable
            ? Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException())
            : workers.executeBlocking(() -> inTransaction(work), false);
    return done.onComplete(result -> waiting.decrementAndGet());
  }

  /** As {@link #transact}, for work that has no result. */
  Future<Void> perform(Step step) {
    return transact(
            sql -> {
              step.in(sql);
              return Boolean.TRUE;
            })
        .mapEmpty();
  }

  /** Whether the store answered when it was last asked; a shared one is asked twice a second. */
  public boolean reachable() {
    return reachable;
  }

  /** Calls {@code listener} now and at every change of {@link #reachable()}, on any thread. */
  public void onReachability(Consumer<Boolean> listener) {
    reachabilityListener = listener;
    listener.accept(reachable);
  }

  /** Lets running transactions end and gives every connection back. */
  public Future<Void> close() {
    vertx.cancelTimer(watch);
    return workers
        .executeBlocking(
            () -> {
              Connections.close(pool, url);
              return null;
            },
            false)
        .eventually(workers::close)
        .eventually(lookout::close)
        .mapEmpty();
  }

  StoreUrl url() {
    return url;
  }

  private Future<Database> prepared() {
    Duration patience = url.kind() == StoreUrl.Kind.H2 ? Duration.ZERO : FIRST_CONTACT;
    return migrate(System.nanoTime() + patience.toNanos())
        .map(this)
        .recover(
            failure -> close().transform(closed -> Future.failedFuture(explained(url, failure))));
  }

  /**
   * @param deadline in nanoseconds; of the first contact, not of the migration
   */
  private Future<Void> migrate(long deadline) {
    Future<Void> migrated =
        workers.executeBlocking(
            () -> {
              Migrations.run(pool);
              return null;
            });
    return migrated.recover(
        failure -> {
          if (System.nanoTime() >= deadline || !SqlFailures.unreachable(failure)) {
            return Future.failedFuture(failure);
          }
          LOG.warn("store does not answer yet, waiting for it");
          return vertx
              .timer(BETWEEN_CONTACTS.toMillis(), TimeUnit.MILLISECONDS)
              .compose(waited -> migrate(deadline));
        });
  }

  private static Throwable explained(StoreUrl url, Throwable failure) {
    if (url.kind() == StoreUrl.Kind.H2) {
      return new StartException(
          SqlFailures.inUse(failure)
              ? "store.url: the file cannot be opened; another gateway may be using it"
              : "store.url: the file cannot be opened",
          failure);
    }
    return SqlFailures.unreachable(failure)
        ? new StartException(
            "store.url: the database server does not answer or refuses the login", failure)
        : failure;
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    for (int tries = 1; ; tries++) {
      if (!reachable) {
        throw ErrorCode.STORE_UNAVAILABLE.toException();
      }
      try {
        return once(work);
      } catch (SQLException e) {
        if (SqlFailures.unreachable(e)) {
          becameUnreachable(e.getSQLState());
          throw ErrorCode.STORE_UNAVAILABLE.toException();
        }
        if (!SqlFailures.lostARace(e) || tries == MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  private <T> T once(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      try {
        T result = work.in(new Sql(connection));
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    }
  }

  private static void rollBack(Connection connection, Exception reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private void becameUnreachable(@Nullable String reason) {
    if (reachable) {
      reachable = false;
      reachabilityListener.accept(false);
      LOG.atWarn().addKeyValue("sqlState", reason).log("store is unreachable");
    }
  }

  /**
   * Nobody may be asking the store just now, and yet readiness is to say whether it answers. Only
   * one look is under way at a time, on a thread of its own: a store that hangs keeps every other
   * thread waiting, and is as good as gone.
   */
  private void look() {
    boolean due = !reachable || url.kind() == StoreUrl.Kind.POSTGRES;
    if (due && looking.compareAndSet(false, true)) {
      long tooLong =
          vertx.setTimer(LONGEST_LOOK.toMillis(), late -> becameUnreachable("no answer"));
      lookout
          .executeBlocking(() -> once(sql -> sql.one(row -> row.getInt(1), "select 1")), false)
          .onComplete(
              done -> {
                vertx.cancelTimer(tooLong);
                looking.set(false);
              })
          .onSuccess(answer -> becameReachable())
          .onFailure(this::notAnswered);
    }
  }

  private void becameReachable() {
    if (!reachable) {
      reachable = true;
      reachabilityListener.accept(true);
      LOG.info("store is reachable again");
    }
  }

  private void notAnswered(Throwable failure) {
    if (failure instanceof SQLException sql && SqlFailures.unreachable(sql)) {
      becameUnreachable(sql.getSQLState());
    }
  }
}
