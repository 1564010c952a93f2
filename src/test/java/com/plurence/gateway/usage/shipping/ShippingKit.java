package com.plurence.gateway.usage.shipping;

import static com.plurence.gateway.testing.Outcome.done;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.UsageConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.usage.SqlUsageStore;
import com.plurence.gateway.storage.usage.UsageRow;
import com.plurence.gateway.usage.SomeUsage;
import com.plurence.gateway.usage.UsageRecord;
import com.plurence.gateway.usage.spool.SpoolPlace;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** A store, and keepers of usage records that ship to it. */
final class ShippingKit implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Path directory;
  private final Database database;
  private final SqlUsageStore store;

  ShippingKit(Path directory, Secret url) {
    this.directory = directory;
    this.database = done(Database.open(vertx, url));
    this.store = new SqlUsageStore(database);
  }

  Vertx vertx() {
    return vertx;
  }

  Database database() {
    return database;
  }

  SqlUsageStore store() {
    return store;
  }

  /** A keeper that has not started yet; its spool is in the directory of that name. */
  UsageKeeper keeper(String name, long size, UsageStore to) {
    SpoolPlace place =
        new SpoolPlace(
            SpoolPlace.Kind.EXACTLY, directory.resolve(name), size, Duration.ofMillis(20));
    return done(UsageKeeper.open(vertx, place, 1, to, UsageConfig.DEFAULT));
  }

  /** Keeps {@code records}, on an event loop. */
  void keep(UsageKeeper keeper, List<UsageRecord> records) {
    Promise<Void> kept = Promise.promise();
    vertx.runOnContext(
        go -> {
          records.forEach(keeper.recorder()::keep);
          kept.complete();
        });
    done(kept.future());
  }

  /** Ends a keeper as a process ends. */
  static void end(UsageKeeper keeper) throws IOException {
    done(keeper.stop(Duration.ofSeconds(10)));
    keeper.close();
  }

  /** All records, in the order of their key. */
  List<UsageRecord> records() {
    return done(
        database.transact(
            sql ->
                sql.list(
                    UsageRow::read, "select * from usage_record order by timestamp, request_id")));
  }

  /** What the sums of hours add up to. */
  Tally hours() {
    return sums("usage_hour");
  }

  /** What the sums of minutes add up to. */
  Tally minutes() {
    return sums("usage_minute");
  }

  private Tally sums(String table) {
    return done(
        database.transact(
            sql ->
                sql.one(
                        row ->
                            new Tally(
                                row.getLong(1),
                                row.getLong(2),
                                row.getLong(3),
                                row.getLong(4),
                                new TokenClasses(
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    row.getLong(8),
                                    row.getLong(9)),
                                row.getLong(10),
                                row.getLong(11),
                                row.getLong(12)),
                        """
                        select sum(requests), sum(admitted), sum(errors), sum(disconnects),
                          sum(uncached_tokens), sum(cache_read_tokens), sum(cache_write_tokens),
                          sum(text_tokens), sum(reasoning_tokens), sum(cost_nano_usd),
                          sum(unpriced), sum(latency_ms)
                        from %s\
                        """
                            .formatted(table))
                    .orElseThrow()));
  }

  /** A number that the store answers. */
  long number(String query) {
    return done(database.transact(sql -> sql.one(row -> row.getLong(1), query).orElseThrow()));
  }

  /** What {@code records} add up to. */
  static Tally tally(List<UsageRecord> records) {
    return records.stream().map(Tally::of).reduce(Tally::plus).orElseThrow();
  }

  /** {@code count} of them, which are not all alike, ended one each {@code step} from then on. */
  static List<UsageRecord> records(long from, int count, long step) {
    return SomeUsage.many(from, count, step);
  }

  /** A store that is away while {@link Away#away} says so. */
  static final class Away implements UsageStore {
    private final UsageStore store;
    private volatile boolean away;

    Away(UsageStore store) {
      this.store = store;
    }

    void away(boolean now) {
      away = now;
    }

    private Future<Void> unless(Supplier<Future<Void>> work) {
      return away ? Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException()) : work.get();
    }

    @Override
    public Future<Void> add(List<UsageRecord> records) {
      return unless(() -> store.add(records));
    }

    @Override
    public Future<Void> add(Fold fold, Instant now) {
      return unless(() -> store.add(fold, now));
    }

    @Override
    public Future<Void> prepare(Instant now) {
      return unless(() -> store.prepare(now));
    }

    @Override
    public Future<Void> forget(Instant now, Duration records, Duration summaries) {
      return unless(() -> store.forget(now, records, summaries));
    }
  }

  @Override
  public void close() {
    done(database.close());
    done(vertx.close());
  }
}
