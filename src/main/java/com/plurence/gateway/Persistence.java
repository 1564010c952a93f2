package com.plurence.gateway;

import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.auth.key.StoredKeys;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.ResponseSeal;
import com.plurence.gateway.management.IdSource;
import com.plurence.gateway.observability.Metrics;
import com.plurence.gateway.observability.Readiness;
import com.plurence.gateway.project.Bootstrap;
import com.plurence.gateway.project.FirstStart;
import com.plurence.gateway.storage.KeyChanges;
import com.plurence.gateway.storage.PostgresKeyEvents;
import com.plurence.gateway.storage.SqlFirstStartStore;
import com.plurence.gateway.storage.SqlIdempotencyStore;
import com.plurence.gateway.storage.SqlKeyStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.StoreSecret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The store and all that lives on it, put together. */
final class Persistence {
  private static final int MOST_KEYS_IN_MEMORY = 200_000;
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(20);
  private static final Duration BETWEEN_HOUSEKEEPINGS = Duration.ofHours(1);

  private final Vertx vertx;
  private final Database database;
  private final Passwords passwords;
  private final StoredKeys keys;
  private final AutoCloseable keyEvents;
  private final IdempotentRequests idempotentRequests;
  private final ManagementApi management;
  private final long reporting;
  private final long housekeeping;
  private final InstantSource clock = InstantSource.system();
  private final IdSource ids = new IdSource(clock);
  private Optional<Secret> firstKey = Optional.empty();

  private Persistence(Vertx vertx, Database database, byte[] secret, GatewayConfig config) {
    this.vertx = vertx;
    this.database = database;
    this.passwords = new Passwords(vertx);
    KeyChanges changes = new KeyChanges(database);
    this.keys = new StoredKeys(vertx, new SqlKeyStore(database), clock, MOST_KEYS_IN_MEMORY);
    changes.subscribe(keys.feedListener());
    this.keyEvents = PostgresKeyEvents.start(database, changes);
    this.idempotentRequests =
        new IdempotentRequests(
            new SqlIdempotencyStore(database, config.store().keptAnswers()),
            new ResponseSeal(secret),
            clock);
    this.management =
        new ManagementApi(
            vertx, database, changes, passwords, idempotentRequests, ids, clock, config);
    this.reporting = vertx.setPeriodic(BETWEEN_REPORTS.toMillis(), tick -> report());
    this.housekeeping = vertx.setPeriodic(BETWEEN_HOUSEKEEPINGS.toMillis(), tick -> keepHouse());
  }

  /** Opens the store, fills it if it is empty, and loads the keys. */
  static Future<Persistence> open(Vertx vertx, GatewayConfig config, Bootstrap bootstrap) {
    return Database.open(vertx, config.store().url())
        .compose(database -> on(vertx, database, config))
        .compose(persistence -> persistence.begin(bootstrap));
  }

  private static Future<Persistence> on(Vertx vertx, Database database, GatewayConfig config) {
    return StoreSecret.find(vertx, config.store())
        .map(secret -> new Persistence(vertx, database, secret, config))
        .recover(failure -> database.close().transform(closed -> Future.failedFuture(failure)));
  }

  private Future<Persistence> begin(Bootstrap bootstrap) {
    return new FirstStart(new SqlFirstStartStore(database), passwords, ids, clock)
        .begin(bootstrap)
        .compose(
            key -> {
              firstKey = key;
              return keys.load();
            })
        .compose(loaded -> management.begin())
        .map(this)
        .recover(failure -> close().transform(closed -> Future.failedFuture(failure)));
  }

  /** Tells the store, and asks it, what cannot wait; the next time does what fails this time. */
  private void report() {
    Future.join(keys.recordUse(), idempotentRequests.renewClaims(), management.refresh());
  }

  /** Does what must be done now and then; the next time does what fails this time. */
  private void keepHouse() {
    Future.join(management.rotate(), idempotentRequests.forgetOld());
  }

  /** Requests that are to be done once. */
  IdempotentRequests idempotentRequests() {
    return idempotentRequests;
  }

  /** The API keys of the data plane. */
  KeyDirectory keys() {
    return keys;
  }

  /** The management API on this store. */
  ManagementApi management() {
    return management;
  }

  /** The key that was made because the store was empty, to be shown once. */
  Optional<Secret> firstKey() {
    return firstKey;
  }

  /** Keeps {@code readiness} told of the store, and {@code revoked} of keys that are removed. */
  void tell(Readiness readiness, Consumer<String> revoked) {
    database.onReachability(reachable -> readiness.reachable("store", reachable));
    keys.onRevocation(revoked);
  }

  /** Shows whether the store can be reached. */
  void show(Metrics metrics) {
    metrics.gauge(
        "plurence.store.reachable",
        "Whether the store answered when it was last asked: 1 or 0",
        Map.of(),
        database,
        store -> store.reachable() ? 1 : 0);
  }

  /** Records what is not yet recorded, and lets go of the store. */
  Future<Void> close() {
    vertx.cancelTimer(reporting);
    vertx.cancelTimer(housekeeping);
    return keys.recordUse()
        .otherwiseEmpty()
        .eventually(this::stopListening)
        .eventually(passwords::close)
        .eventually(database::close);
  }

  private Future<Void> stopListening() {
    try {
      keyEvents.close();
      return Future.succeededFuture();
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
