package com.plurence.gateway.upstream;

import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/**
 * The web-client verticle: opens the HTTP clients of one event loop, which proxies to the model
 * providers. There is one instance for each loop, as there is of the edge, and the two of a loop
 * find each other through {@link PerLoop}: a call is a method call on the loop where the request
 * came in, not a message to another thread. Which loop an instance gets is up to Vert.x; a loop
 * that gets none has its clients opened by whoever asks for them first.
 */
public final class UpstreamVerticle extends VerticleBase {
  private final PerLoop<Upstreams> upstreams;

  /**
   * @param upstreams of all loops
   */
  public UpstreamVerticle(PerLoop<Upstreams> upstreams) {
    this.upstreams = upstreams;
  }

  @Override
  public Future<?> start() {
    upstreams.here();
    return Future.succeededFuture();
  }
}
