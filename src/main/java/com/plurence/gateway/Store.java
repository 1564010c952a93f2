package com.plurence.gateway;

import com.plurence.gateway.audit.AuditKeeper;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.idempotency.IdempotentRequests;
import com.plurence.gateway.idempotency.ResponseSeal;
import com.plurence.gateway.storage.KeyChanges;
import com.plurence.gateway.storage.LimitChanges;
import com.plurence.gateway.storage.SqlIdempotencyStore;
import com.plurence.gateway.storage.audit.SqlAuditStore;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.StoreSecret;
import com.plurence.gateway.usage.shipping.UsageKeeper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * The open store, and what more than one plane has on it.
 *
 * @param keyChanges which API keys come and go
 * @param limitChanges whose limits change
 * @param idempotentRequests requests that are done once, whoever makes them
 * @param usage keeps what is known of requests to models
 * @param audit keeps what became of every request and change
 */
record Store(
    Database database,
    KeyChanges keyChanges,
    LimitChanges limitChanges,
    IdempotentRequests idempotentRequests,
    UsageKeeper usage,
    AuditKeeper audit) {

  /**
   * Opens the store of {@code config} and brings its schema up to date.
   *
   * @return fails with a StartException when it can't be opened; completes on any thread
   */
  static Future<Store> open(Vertx vertx, GatewayConfig config) {
    return Database.open(vertx, config.store().url())
        .compose(
            database ->
                StoreSecret.find(vertx, config.store())
                    .compose(secret -> on(vertx, database, new ResponseSeal(secret), config))
                    .recover(
                        failure ->
                            database.close().transform(closed -> Future.failedFuture(failure))));
  }

  private static Future<Store> on(
      Vertx vertx, Database database, ResponseSeal seal, GatewayConfig config) {
    IdempotentRequests idempotentRequests =
        new IdempotentRequests(
            new SqlIdempotencyStore(database, config.store().keptResponses()),
            seal,
            InstantSource.system());
    return UsageSpool.open(vertx, database, config)
        .map(
            usage ->
                new Store(
                    database,
                    new KeyChanges(database),
                    new LimitChanges(database),
                    idempotentRequests,
                    usage,
                    new AuditKeeper(vertx, usage, new SqlAuditStore(database), config.audit())));
  }
}
