package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.config.provider.ProviderConfig;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.bus.ExtensionBus;
import com.plurence.gateway.upstream.decision.AttemptPlan;
import com.plurence.gateway.upstream.decision.Retries;
import com.plurence.gateway.upstream.decision.TargetState;
import com.plurence.gateway.upstream.http.HttpClients;
import com.plurence.gateway.upstream.http.WebDocuments;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The model providers as one event loop sees them. Every call is made on that loop, and every
 * answer arrives on it.
 */
public final class UpstreamClient {
  /** No connection outlives a change of its host name's addresses for longer. */
  private static final Duration CONNECTION_LIFE = Duration.ofMinutes(5);

  private final WebDocuments documents;
  private final Supplier<Routing> routing;
  private final Transports transports;
  private final RandomGenerator random = new SplittableRandom();
  private @Nullable Routing seen;

  /**
   * Called on the loop that these are of.
   *
   * @param routing the snapshot to use for a request that begins now
   * @param dialects what providers of each kind speak
   * @param extensions the Vert.x that extensions live on, if there are any
   * @param attempts hears, on the loop, of each attempt
   */
  UpstreamClient(
      Vertx vertx,
      LoopTimers timers,
      Supplier<Routing> routing,
      Function<ProviderConfig.Kind, ProviderDialect> dialects,
      Supplier<Optional<Vertx>> extensions,
      AttemptListener attempts) {
    this.transports =
        new Transports(
            vertx,
            timers,
            dialects,
            new HttpClients(vertx, timers, CONNECTION_LIFE),
            new ExtensionBus(vertx, extensions),
            attempts);
    this.documents = transports.clients().documents();
    this.routing = routing;
  }

  /** Where a model leads at the moment; a call that is sent in the same turn goes that way. */
  public Optional<Route> route(String model) {
    return current().catalog().route(model);
  }

  /**
   * Sends {@code call}, again or elsewhere where that is right, until there is a response. Its
   * route comes from {@link #route}, in this turn: a reload in between, on another thread, is for
   * the next request.
   *
   * @return fails with the {@link GatewayException} that the client is to be told
   */
  public Future<ModelResponse> send(UpstreamCall call) {
    Retries retries =
        new Retries(
            (seen == null ? current() : seen)
                .targets()
                .balancer(call.route(), call.model())
                .orElseThrow(ErrorCode.MODEL_NOT_FOUND::toException),
            AttemptPlan.Client.from(call.headers().all()),
            random);
    return new CallExecution(call, retries, transports).run();
  }

  /** Fetches documents of hosts that are no providers, such as the keys of a token issuer. */
  public WebDocuments documents() {
    return documents;
  }

  /** Closes every connection; to be called when no call is under way. */
  Future<Void> close() {
    return transports.clients().close();
  }

  /** Connections to providers that are open on this loop; on any thread. */
  public int connections() {
    return transports.clients().open();
  }

  /** After a change of the configuration, lets go of the clients that it no longer needs. */
  private Routing current() {
    Routing current = routing.get();
    if (seen == null || current.targets() != seen.targets()) {
      seen = current;
      transports
          .clients()
          .keepOnly(
              current.targets().states().stream()
                  .map(TargetState::target)
                  .filter(target -> target.provider().baseUrl().isPresent())
                  .toList());
    }
    return current;
  }
}
