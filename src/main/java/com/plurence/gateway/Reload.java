package com.plurence.gateway;

import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.file.Certificates;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.host.Extensions;
import com.plurence.gateway.limit.setting.StoredLimits;
import com.plurence.gateway.server.Listeners;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Takes a configuration, the first one and every later one: all of it that can change without a
 * restart, or nothing. Safe on any thread.
 */
final class Reload {
  private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Models models;
  private final StoredLimits limits;
  private final Extensions extensions;
  private final Listeners listeners;
  private Future<Void> taken = Future.succeededFuture();

  /**
   * @param config that the process began with
   */
  Reload(
      Vertx vertx,
      GatewayConfig config,
      Models models,
      StoredLimits limits,
      Extensions extensions,
      Listeners listeners) {
    this.vertx = vertx;
    this.config = config;
    this.models = models;
    this.limits = limits;
    this.extensions = extensions;
    this.listeners = listeners;
  }

  /** Takes {@code changed} after every change before it, and says so in the log. */
  synchronized Future<Void> reconfigure(GatewayConfig changed) {
    Future<Void> before = taken.otherwiseEmpty();
    taken =
        before
            .compose(ok -> take(changed))
            .compose(ok -> listeners.renew(changed.listeners()))
            .compose(ok -> listeners.remount(changed.limitsHttp()))
            .onSuccess(ok -> tellWhatWaits(changed))
            .onSuccess(ok -> extensions.tell(new GatewayEvent.ConfigurationReloaded(Instant.now())))
            .onFailure(Reload::notTaken);
    return taken;
  }

  /**
   * Takes models, providers, limits and extensions; fails, and everything is as before, if one
   * can't be.
   */
  Future<Void> take(GatewayConfig changed) {
    return Certificates.check(vertx, changed)
        .compose(fit -> extensions.prepare(changed))
        .compose(
            change ->
                takeOver(change, changed)
                    .recover(
                        failure ->
                            change.undo().transform(undone -> Future.failedFuture(failure))));
  }

  /** What can fail comes first. */
  private Future<Void> takeOver(Extensions.Change change, GatewayConfig changed) {
    return models
        .prepare(changed)
        .compose(
            catalog ->
                change
                    .takeOver(changed.shutdown().drain())
                    .map(ok -> models.offer(catalog))
                    .map(
                        offered -> {
                          limits.configure(changed.limits());
                          return null;
                        }));
  }

  private void tellWhatWaits(GatewayConfig changed) {
    LOG.atInfo().log("configuration taken");
    List<String> waiting = config.sectionsToRestartFor(changed);
    if (!waiting.isEmpty()) {
      LOG.atWarn().addKeyValue("sections", waiting).log("some changes wait for the next start");
    }
  }

  private static void notTaken(Throwable failure) {
    LoggingEventBuilder line = LOG.atError();
    (failure instanceof StartException
            ? line.addKeyValue("problem", failure.getMessage())
            : line.setCause(failure))
        .log("configuration not taken");
  }
}
