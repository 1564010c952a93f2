package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.VerticleConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/**
 * The Vert.x that extensions live on: whatever they do to its threads, those that serve requests
 * are others.
 *
 * @param starter where classes of extensions are loaded and constructed
 */
record ExtensionThreads(Vertx vertx, Context starter) {
  /** EventLoops have no thread before they are used. */
  private static final int FEWEST_LOOPS = 32;

  /**
   * A loop for each instance, and some for those that a reload adds. Completes on a thread of its
   * own, for this takes longer than the event loop of a caller can wait.
   */
  static Future<ExtensionThreads> start(List<VerticleConfig> entries) {
    int instances = entries.stream().mapToInt(VerticleConfig::instances).sum();
    Promise<ExtensionThreads> started = Promise.promise();
    new Thread(() -> started.complete(of(instances)), "extensions").start();
    return started.future();
  }

  private static ExtensionThreads of(int instances) {
    warmUp();
    // Vert.x's own look-out for blocked threads could not name the extension; ours does.
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions()
                    .setEventLoopPoolSize(Math.max(instances + 1, FEWEST_LOOPS))
                    .setPreferNativeTransport(true)
                    .setBlockedThreadCheckInterval(Duration.ofDays(1).toMillis()))
            .build();
    return new ExtensionThreads(vertx, ((VertxInternal) vertx).createEventLoopContext());
  }

  /** The first use of JSON takes longer than the response of a hook may, and most hooks use it. */
  private static void warmUp() {
    new JsonObject().put("list", new JsonArray().add(1)).toBuffer().toJsonObject().copy();
  }
}
