package com.plurence.gateway.upstream.http;

import com.plurence.gateway.body.JoinedWrites;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.overload.LastWords;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.ConnectionLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientBuilder;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.AddressResolver;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The HTTP clients of one event loop, one for each way of connecting, so that every connection
 * lives on the loop of the requests that use it. The pools never make anybody wait: {@link
 * ConnectionLimit} does, and knows of all loops.
 */
public final class HttpClients {
  private static final Duration LONGEST_FAREWELL = Duration.ofMinutes(15);

  /**
   * Leaves a name for each new connection to look up. Without this the client looks up a name once
   * for all the connections it will ever open, and never notices that the provider has moved.
   */
  private static final AddressResolver<SocketAddress> BY_NAME =
      AddressResolver.mappingResolver(List::of);

  private final Vertx vertx;
  private final LoopTimers timers;
  private final Duration connectionLife;
  private final Map<ClientSettings, HttpClient> clients = new HashMap<>();
  private Set<ClientSettings> needed = Set.of(ClientSettings.DOCUMENTS);
  private final IdentityHashMap<Target, Way> ways = new IdentityHashMap<>();
  private final Set<HttpConnection> fresh = Collections.newSetFromMap(new IdentityHashMap<>());
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param connectionLife an older connection takes no further request, so that a provider that
   *     moves is followed
   */
  public HttpClients(Vertx vertx, LoopTimers timers, Duration connectionLife) {
    this.vertx = vertx;
    this.timers = timers;
    this.connectionLife = connectionLife;
  }

  /**
   * Opens a request to {@code target}, on a connection that is there or a new one.
   *
   * @param path below the provider's base URL
   * @param model what the provider calls the model
   */
  Future<HttpClientRequest> request(Target target, String path, String model) {
    Way way = ways.get(target);
    if (way == null) {
      ClientSettings settings = ClientSettings.of(target);
      way = new Way(clients.computeIfAbsent(settings, this::create), target);
      ways.put(target, way);
      if (!needed.contains(settings)) {
        // A retry of a request that began on an earlier configuration.
        timers.after(LONGEST_FAREWELL, this::dismiss);
      }
    }
    return way.request(path, model);
  }

  /** What leads to a target, so that nothing of it is worked out for each request. */
  private static final class Way {
    private final HttpClient client;
    private final Destination destination;
    private final boolean variable;

    /** By path. Only read by the client, so that all requests may share them. */
    private final Map<String, RequestOptions> options = new HashMap<>(4);

    Way(HttpClient client, Target target) {
      this.client = client;
      this.destination = new Destination(target);
      this.variable = target.hasManyModels();
    }

    Future<HttpClientRequest> request(String path, String model) {
      return client.request(
          variable
              ? destination.options(path, model)
              : options.computeIfAbsent(path, below -> destination.options(below, model)));
    }
  }

  /**
   * For documents of hosts that are no providers. With the Web Client, since they are read whole;
   * over a client of the same making, so that both have one kind of connections.
   */
  public WebDocuments documents() {
    return new WebDocuments(
        WebClient.wrap(clients.computeIfAbsent(ClientSettings.DOCUMENTS, this::create)), timers);
  }

  /** How many connections are open; on any thread. */
  public int open() {
    return open.get();
  }

  /** Whether {@code connection} is used for the first time; asked once for each use. */
  boolean isFirstUse(HttpConnection connection) {
    return fresh.remove(connection);
  }

  /** Closes every connection at once. */
  public Future<Void> close() {
    List<HttpClient> open = List.copyOf(clients.values());
    clients.clear();
    ways.clear();
    return Future.join(open.stream().map(HttpClient::close).toList()).mapEmpty();
  }

  /** Closes, gently, the clients that none of {@code targets} needs any more. */
  public void keepOnly(Collection<Target> targets) {
    needed =
        Stream.concat(targets.stream().map(ClientSettings::of), Stream.of(ClientSettings.DOCUMENTS))
            .collect(Collectors.toUnmodifiableSet());
    dismiss();
  }

  private void dismiss() {
    ways.clear();
    Iterator<Map.Entry<ClientSettings, HttpClient>> entries = clients.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<ClientSettings, HttpClient> entry = entries.next();
      if (!needed.contains(entry.getKey())) {
        entries.remove();
        entry.getValue().shutdown(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private HttpClient create(ClientSettings settings) {
    HttpClientBuilder builder =
        vertx
            .httpClientBuilder()
            .with(settings.client())
            .with(settings.pool())
            .withAddressResolver(BY_NAME)
            .withConnectHandler(this::connected);
    // The client compares them for each request, so those that mean nothing are left out.
    return settings.isTls() ? builder.with(settings.trust()).build() : builder.build();
  }

  private void connected(HttpConnection connection) {
    fresh.add(connection);
    open.incrementAndGet();
    if (connection instanceof ConnectionBase socket) {
      InflateIfNeeded.place(socket.channel());
      JoinedWrites.of(socket.channel());
    }
    Timeout retirement = timers.after(connectionLife, () -> retire(connection));
    // What breaks a connection is told to each of its requests; nobody need act on it.
    connection.exceptionHandler(LastWords::ifOutOfMemory);
    connection.closeHandler(closed -> closed(connection, retirement));
  }

  private void closed(HttpConnection connection, Timeout retirement) {
    retirement.cancel();
    fresh.remove(connection);
    open.decrementAndGet();
  }

  /** Its requests may end as they will. */
  private static void retire(HttpConnection connection) {
    connection.shutdown(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
  }
}
