package com.plurence.gateway.storage.database;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.storage.database.Sql.SqlWork;
import com.plurence.gateway.storage.database.Sql.Work;
import com.plurence.gateway.storage.database.Waiters.Waiter;
import com.zaxxer.hikari.HikariDataSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final int WORKERS = 8;

  /** One for each worker and one for the lookout, so that none of them waits for a connection. */
  private static final int CONNECTIONS = WORKERS + 1;

  private static final int MOST_WAITING = 1024;
  private static final int MOST_TRIES = 3;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(4);
  private static final int LONGEST_ANSWER_SECONDS = 2;

  private final Vertx vertx;
  private final StoreUrl url;
  private final HikariDataSource pool;
  private final WorkerExecutor workers;
  private final WorkerExecutor lookout;
  private final Waiters waiters;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final long watch;
  private volatile boolean reachable = true;
  private volatile boolean closed;
  private volatile Consumer<Boolean> reachabilityListener = reachable -> {};

  private Database(Vertx vertx, StoreUrl url, HikariDataSource pool, WorkerExecutor workers) {
    this.vertx = vertx;
    this.url = url;
    this.pool = pool;
    this.workers = workers;
    this.waiters = new Waiters(vertx);
    this.lookout = vertx.createSharedWorkerExecutor("store-lookout", 1);
    this.watch = vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), tick -> look());
  }

  /**
   * Opens the store and brings its schema up to date.
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
    WorkerExecutor workers = vertx.createSharedWorkerExecutor("store", WORKERS);
    return new FirstContact(vertx, workers, url, CONNECTIONS)
        .make()
        .recover(failure -> workers.close().transform(closed -> Future.failedFuture(failure)))
        .map(pool -> new Database(vertx, url, pool, workers))
        .compose(Database::migrated);
  }

  /**
   * Does {@code work} in a transaction of its own, which is committed before the future completes.
   * Fails with STORE_UNAVAILABLE when the store cannot be reached, stops answering meanwhile (the
   * work may have been done all the same), too much work waits for it, or it is closed.
   */
  public <T> Future<T> transact(Work<T> work) {
    if (closed || !reachable || waiters.size() >= MOST_WAITING) {
      return Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException());
    }
    Waiter<T> waiter = waiters.enter();
    Future<T> done = workers.executeBlocking(() -> inTransaction(work, waiter), false);
    if (!reachable) {
      // Since it was asked above, so that nobody else sends this one away.
      waiter.leave();
    }
    return waiter.await(done);
  }

  /** As {@link #transact}, for work that has no result. */
  public Future<Void> perform(SqlWork step) {
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

  /**
   * Lets running transactions end and gives every connection back. What is asked from then on, by a
   * timer for instance, fails.
   */
  public Future<Void> close() {
    closed = true;
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

  /** Whether other gateways may have the store open at the same time. */
  public boolean isShared() {
    return url.kind() == StoreUrl.Kind.POSTGRES;
  }

  /** A connection that is none of the pool's; its owner closes it. Blocks, for 3 s at most. */
  public Connection connect() throws SQLException {
    return Connections.connect(url);
  }

  private Future<Database> migrated() {
    return workers
        .executeBlocking(
            () -> {
              Migrations.run(pool, url);
              return this;
            })
        .recover(failure -> close().transform(closed -> Future.failedFuture(failure)));
  }

  private <T> T inTransaction(Work<T> work, Waiter<T> waiter) throws SQLException {
    for (int tries = 1; ; tries++) {
      if (!reachable || waiter.gone()) {
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
    forgetConnections();
    if (reachable) {
      reachable = false;
      reachabilityListener.accept(false);
      LOG.atWarn().addKeyValue("sqlState", reason).log("store is unreachable");
    }
  }

  /**
   * An embedded database that could not write, for want of space or of memory, has closed for good:
   * its connections look alive and are of no use, and the next one opens it anew.
   */
  private void forgetConnections() {
    if (!isShared()) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
  }

  /**
   * Nobody may be asking the store just now, and yet readiness is to say whether it answers. Only
   * one look is under way at a time, on a thread of its own: a store that hangs keeps every other
   * thread waiting, and is as good as gone.
   */
  private void look() {
    boolean due = !closed && (!reachable || isShared());
    if (due && looking.compareAndSet(false, true)) {
      long tooLong = vertx.setTimer(LONGEST_LOOK.toMillis(), late -> silent());
      lookout
          .executeBlocking(this::answers, false)
          .onComplete(
              done -> {
                vertx.cancelTimer(tooLong);
                looking.set(false);
              })
          .onSuccess(this::answered)
          .onFailure(this::notAnswered);
    }
  }

  /** A store that has failed must be seen to write: one whose disk is full can still be read. */
  private boolean answers() throws SQLException {
    if (!reachable) {
      once(sql -> sql.update("update first_start set created_at = created_at"));
      return true;
    }
    try (Connection connection = pool.getConnection()) {
      return connection.isValid(LONGEST_ANSWER_SECONDS);
    }
  }

  private void answered(boolean valid) {
    if (!valid) {
      silent();
    } else if (!reachable) {
      reachable = true;
      reachabilityListener.accept(true);
      LOG.info("store is reachable again");
    }
  }

  private void notAnswered(Throwable failure) {
    if (failure instanceof SQLTransientConnectionException) {
      silent();
    } else if (failure instanceof SQLException sql && SqlFailures.unreachable(sql)) {
      becameUnreachable(sql.getSQLState());
    }
  }

  /** A broken connection tells whoever uses it; silence tells nobody. */
  private void silent() {
    becameUnreachable("no answer");
    waiters.sendAway();
  }
}
