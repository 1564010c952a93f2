package com.plurence.gateway;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.UsageConfig;
import com.plurence.gateway.server.EventLoops;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.StoreUrl;
import com.plurence.gateway.storage.usage.SqlUsageStore;
import com.plurence.gateway.usage.shipping.UsageKeeper;
import com.plurence.gateway.usage.spool.SpoolPlace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;

/** Where usage records are until the store has them. */
final class UsageSpool {
  private static final String NAME = "spool";

  /** What is kept nowhere need not be kept long either. */
  private static final long SIZE_IN_MEMORY = 4L << 20;

  private UsageSpool() {}

  /** Opens it; fails with a StartException that names the directory. */
  static Future<UsageKeeper> open(Vertx vertx, Database database, GatewayConfig config) {
    SpoolPlace place = place(config);
    return UsageKeeper.open(
            vertx, place, EventLoops.count(), new SqlUsageStore(database), config.usage())
        .recover(failure -> Future.failedFuture(refused(place, failure)));
  }

  private static StartException refused(SpoolPlace place, Throwable failure) {
    return new StartException(
        "the spool directory %s can't be used".formatted(place.directory()), failure);
  }

  /**
   * Where the file says nothing, an embedded store has its spool beside it, and gateways that share
   * a store and a working directory have one each.
   */
  private static SpoolPlace place(GatewayConfig config) {
    UsageConfig.Spool wanted = config.usage().spool();
    Path usual = UsageConfig.DEFAULT.spool().directory();
    StoreUrl store = StoreUrl.parse(config.store().url());
    Optional<Path> file = store.file();
    if (!wanted.directory().equals(usual)) {
      return place(SpoolPlace.Kind.EXACTLY, wanted.directory(), wanted);
    }
    if (file.isPresent()) {
      return place(SpoolPlace.Kind.OR_BESIDE, file.get().resolveSibling(NAME), wanted);
    }
    if (store.kind() == StoreUrl.Kind.POSTGRES) {
      return place(SpoolPlace.Kind.OR_BESIDE, usual, wanted);
    }
    return new SpoolPlace(
        SpoolPlace.Kind.TEMPORARY,
        Path.of(System.getProperty("java.io.tmpdir")),
        Math.min(wanted.size(), SIZE_IN_MEMORY),
        wanted.sync());
  }

  private static SpoolPlace place(SpoolPlace.Kind kind, Path directory, UsageConfig.Spool wanted) {
    return new SpoolPlace(
        kind, directory.toAbsolutePath().normalize(), wanted.size(), wanted.sync());
  }
}
