package com.plurence.gateway.upstream;

import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The upstream clients of all event loops, each brought, and at the end closed, by the {@link
 * UpstreamVerticle} of its loop. This is what lets a request stay on the loop that accepted it: a
 * call is a method call on that loop, not a message to another thread. Safe on any thread.
 */
public final class UpstreamClients {
  private final PerLoop<LoopTimers> timers;
  private final Supplier<Routing> routing;
  private final Function<ProviderConfig.Kind, ProviderDialect> dialects;
  private final Supplier<Optional<Vertx>> extensions;
  private final AttemptListener attempts;

  /** An event loop is one thread for life, so the thread is the key. */
  private final Map<Thread, UpstreamClient> clients = new ConcurrentHashMap<>();

  /**
   * @param routing the snapshot to use for a request that begins now
   * @param dialects what providers of each kind speak
   * @param extensions the Vert.x that extensions live on, if there are any
   * @param attempts hears of each attempt, on the loop where it is made
   */
  public UpstreamClients(
      PerLoop<LoopTimers> timers,
      Supplier<Routing> routing,
      Function<ProviderConfig.Kind, ProviderDialect> dialects,
      Supplier<Optional<Vertx>> extensions,
      AttemptListener attempts) {
    this.timers = timers;
    this.routing = routing;
    this.dialects = dialects;
    this.extensions = extensions;
    this.attempts = attempts;
  }

  /**
   * Deploys verticles until each loop of {@code vertx} has its client. Vert.x deals out its loops
   * in turn, to whoever asks, so that one may get two of the first instances and another none; an
   * instance that comes to a loop second does nothing.
   *
   * @param loops how many {@code vertx} has
   */
  public Future<Void> deploy(Vertx vertx, int loops) {
    int missing = loops - clients.size();
    return missing <= 0
        ? Future.succeededFuture()
        : vertx
            .deployVerticle(
                () -> new UpstreamVerticle(this), new DeploymentOptions().setInstances(missing))
            .compose(deployed -> deploy(vertx, loops));
  }

  /** Opens the client of the calling loop; null if it has one already. */
  @Nullable UpstreamClient open(Vertx vertx) {
    if (clients.containsKey(Thread.currentThread())) {
      return null;
    }
    UpstreamClient client =
        new UpstreamClient(vertx, timers.here(), routing, dialects, extensions, attempts);
    clients.put(Thread.currentThread(), client);
    return client;
  }

  /** Nobody finds {@code client} any more. */
  void remove(UpstreamClient client) {
    clients.values().remove(client);
  }

  /** The client of the calling event loop, which must be one of those that were deployed to. */
  public UpstreamClient here() {
    UpstreamClient client = clients.get(Thread.currentThread());
    if (client == null) {
      throw new IllegalStateException("no upstream client on " + Thread.currentThread().getName());
    }
    return client;
  }

  /** Those of all loops. */
  public Collection<UpstreamClient> all() {
    return clients.values();
  }
}
