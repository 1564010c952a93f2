package com.plurence.gateway.hosting;

import com.plurence.gateway.config.VerticleConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.List;

/**
 * The Vert.x that extensions live on: whatever they do to its threads, those that serve requests
 * are others.
 *
 * @param starter where classes of extensions are loaded and constructed
 */
record ExtensionThreads(Vertx vertx, Context starter) {
  private static final int MOST_LOOPS = 32;

  /** A loop for each instance, as far as that goes. */
  static ExtensionThreads start(List<VerticleConfig> entries) {
    int instances = entries.stream().mapToInt(VerticleConfig::instances).sum();
    // Vert.x's own look-out for blocked threads could not name the extension; ours does.
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(Math.min(instances + 1, MOST_LOOPS))
                    .setPreferNativeTransport(true)
                    .setBlockedThreadCheckInterval(Duration.ofDays(1).toMillis()))
            .build();
    return new ExtensionThreads(vertx, ((VertxInternal) vertx).createEventLoopContext());
  }
}
