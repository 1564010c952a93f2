package com.plurence.gateway.upstream;

import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The web-client verticle: owns the HTTP clients of one event loop and proxies to the model
 * providers. There is one instance for each loop, as there is of the edge, and the two of a loop
 * find each other through {@link PerLoop}: a call is a method call on the loop where the request
 * came in, not a message to another thread.
 */
public final class UpstreamVerticle extends VerticleBase {
  private final PerLoop<LoopTimers> timers;
  private final PerLoop<Upstreams> upstreams;
  private final Supplier<Routing> routing;
  private final Supplier<Optional<Vertx>> extensions;
  private final Consumer<Trail.Step> attempts;

  /**
   * @param upstreams where the instance of each loop leaves what it offers
   * @param routing the snapshot to use for a request that begins now
   * @param extensions the Vert.x that extensions live on, if there are any
   * @param attempts is told, on the loop, of each attempt that has ended
   */
  public UpstreamVerticle(
      PerLoop<LoopTimers> timers,
      PerLoop<Upstreams> upstreams,
      Supplier<Routing> routing,
      Supplier<Optional<Vertx>> extensions,
      Consumer<Trail.Step> attempts) {
    this.timers = timers;
    this.upstreams = upstreams;
    this.routing = routing;
    this.extensions = extensions;
    this.attempts = attempts;
  }

  @Override
  public Future<?> start() {
    upstreams.place(new Upstreams(vertx, timers.here(), routing, extensions, attempts));
    return Future.succeededFuture();
  }
}
