package com.plurence.gateway.upstream;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/**
 * The web-client verticle: owns the HTTP clients of one event loop, from its start to its stop.
 * There is one for each loop, as there is of the edge, and the two of a loop find each other
 * through {@link UpstreamClients}.
 */
final class UpstreamVerticle extends VerticleBase {
  private final UpstreamClients clients;

  /** Null if the loop had its client when this came to it. */
  private @Nullable UpstreamClient client;

  /**
   * @param clients of all loops
   */
  UpstreamVerticle(UpstreamClients clients) {
    this.clients = clients;
  }

  @Override
  public Future<?> start() {
    client = clients.open(vertx);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    if (client == null) {
      return Future.succeededFuture();
    }
    clients.remove(client);
    return client.close();
  }
}
