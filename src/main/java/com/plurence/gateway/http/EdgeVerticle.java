package com.plurence.gateway.http;

import com.plurence.gateway.body.JoinedWrites;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.listener.HttpLimitsConfig;
import com.plurence.gateway.config.listener.ListenersConfig.ListenerConfig;
import com.plurence.gateway.config.listener.ListenersConfig.Tls;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.http.body.BodyReader;
import com.plurence.gateway.http.error.ErrorAlias;
import com.plurence.gateway.http.error.Failures;
import com.plurence.gateway.http.exchange.AccessLog;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.http.exchange.Exchanges;
import com.plurence.gateway.http.exchange.StalledStreams;
import com.plurence.gateway.http.guard.WriteGuard;
import com.plurence.gateway.overload.LastWords;
import com.plurence.gateway.record.CallerFacts;
import com.plurence.gateway.timing.LoopTimers;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.WebSocketServerConfig;
import io.vertx.core.http.impl.HttpServerConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One listener on one event loop; all instances of a listener share its port. */
public final class EdgeVerticle extends VerticleBase {
  /** For the last errors to leave before the connections are closed. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  /** Of a body: each becomes a buffer and a system call of its own on its way to the provider. */
  private static final int PIECE = 64 * 1024;

  /** The listener of applications, whose bearers are SDKs. */
  private static final String GATEWAY = "gateway";

  private final ListenerSpec listening;
  private volatile @Nullable HttpServer server;
  private @Nullable Exchanges exchanges;
  private @Nullable Failures failures;
  private Handler<HttpServerRequest> router = request -> {};
  private Function<HttpLimitsConfig, Handler<HttpServerRequest>> mount = limits -> router;
  private @Nullable AccessLog accessLog;

  public EdgeVerticle(ListenerSpec listening) {
    this.listening = listening;
  }

  @Override
  public Future<?> start() {
    LoopTimers timers = listening.timers().here();
    AccessLog accessLog = new AccessLog(timers);
    this.accessLog = accessLog;
    Exchanges exchanges =
        new Exchanges(
            timers,
            path -> listening.dialects().at(path).requestIdHeader(),
            listening.proxies(),
            listening.budget(),
            listening.accountant(),
            listening.finished().andThen(accessLog));
    new StalledStreams(exchanges, timers, listening.timeouts().write()).watch();
    Failures failures = new Failures(alias(), exchanges);
    this.exchanges = exchanges;
    this.failures = failures;
    this.mount = limits -> mount(exchanges, failures, limits);
    this.router = mount.apply(listening.limits());
    ListenerConfig listener = listening.listener();
    HttpServer started =
        server(listener)
            .requestHandler(request -> router.handle(request))
            .invalidRequestHandler(failures::refuse)
            .connectionHandler(this::watch)
            .exceptionHandler(LastWords::ifOutOfMemory);
    server = started;
    return started.listen(listening.address()).recover(this::cannotListen);
  }

  private ErrorAlias alias() {
    return new ErrorAlias(
        listening.errors().sdkAlias(), listening.dialects(), listening.name().equals(GATEWAY));
  }

  private void watch(HttpConnection connection) {
    if (connection instanceof HttpServerConnection socket) {
      Channel channel = socket.channelHandlerContext().channel();
      WriteGuard.watch(channel, listening.timeouts().write());
      JoinedWrites.of(channel);
    }
  }

  private Handler<HttpServerRequest> mount(
      Exchanges exchanges, Failures failures, HttpLimitsConfig limits) {
    BodyReader bodies = new BodyReader(limits.body(), listening.timeouts().body());
    EndpointContext edge = new EndpointContext(failures, bodies, limits, listening.timers().here());
    return new EdgeRouter(
            new EndpointTable(endpoints(edge)),
            listening.guards(),
            exchanges,
            failures,
            new Cors(listening.cors(), listening.explorer()),
            limits.uri())
        .mount(vertx);
  }

  /**
   * Takes the endpoints as they are now, and other limits for what they read; requests in flight
   * end where they began. Called on any thread.
   *
   * @return fails, and the endpoints stay as they were, when those of now can't be mounted
   */
  public Future<Void> remount(HttpLimitsConfig limits) {
    Promise<Void> mounted = Promise.promise();
    context.runOnContext(
        now ->
            Future.succeededFuture(limits)
                .map(mount)
                .onSuccess(this::use)
                .<Void>mapEmpty()
                .onComplete(mounted));
    return mounted.future();
  }

  private void use(Handler<HttpServerRequest> mounted) {
    router = mounted;
  }

  @Override
  public Future<?> stop() {
    if (accessLog != null) {
      accessLog.close();
    }
    return Future.succeededFuture();
  }

  private Future<HttpServer> cannotListen(Throwable failure) {
    ListenerConfig listener = listening.listener();
    return Future.failedFuture(
        new StartException(
            "listeners.%s can't listen on %s:%d"
                .formatted(listening.name(), listener.host(), listener.port()),
            failure));
  }

  /** The name of the listener. */
  public String name() {
    return listening.name();
  }

  /** As {@link #url()}, as soon as the verticle has started. */
  public Optional<URI> place() {
    return server == null ? Optional.empty() : Optional.of(URI.create(url()));
  }

  /** Where this listener can be reached; only after the verticle has started. */
  public String url() {
    ListenerConfig listener = listening.listener();
    String scheme = listener.tls().isPresent() ? "https" : "http";
    String host = listener.host().contains(":") ? "[" + listener.host() + "]" : listener.host();
    return scheme + "://" + host + ":" + port();
  }

  /** The port that was bound; only after the verticle has started. */
  public int port() {
    if (server == null) {
      throw new IllegalStateException("not started");
    }
    return server.actualPort();
  }

  private List<Endpoint> endpoints(EndpointContext edge) {
    List<Endpoint> endpoints = new ArrayList<>(listening.endpoints().apply(edge));
    endpoints.addAll(new HealthEndpoints(listening.readiness()).endpoints());
    return endpoints;
  }

  private HttpServer server(ListenerConfig listener) {
    HttpServerConfig config =
        new HttpServerConfig()
            .setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
            .setStrictThreadMode(true)
            .setHttp1Config(
                new Http1ServerConfig()
                    .setMaxChunkSize(PIECE)
                    .setMaxInitialLineLength(listening.limits().uri())
                    .setMaxHeaderSize(listening.limits().headers()))
            .setWebSocketConfig(
                new WebSocketServerConfig()
                    .setUsePerFrameCompression(false)
                    .setUsePerMessageCompression(false));
    Http2ServerConfig http2 = new Http2ServerConfig();
    http2.getInitialSettings().setMaxHeaderListSize(listening.limits().headers());
    config.setHttp2Config(http2);
    return listener.tls().isPresent()
        ? vertx.createHttpServer(
            config, ListenerTls.options(listener.tls().get(), listening.timeouts().header()))
        : vertx.createHttpServer(config);
  }

  /**
   * Serves new connections with {@code tls}, if this listener speaks TLS at all. Called on any
   * thread.
   */
  public Future<Void> renew(Tls tls) {
    Promise<Void> renewed = Promise.promise();
    context.runOnContext(
        now -> {
          if (server == null || listening.listener().tls().isEmpty()) {
            renewed.complete();
          } else {
            server
                .updateSSLOptions(ListenerTls.options(tls, listening.timeouts().header()))
                .<Void>mapEmpty()
                .onComplete(renewed);
          }
        });
    return renewed.future();
  }

  /**
   * Stops accepting, lets what is in flight go on for {@code longest}, and breaks off what is left
   * then. Called on any thread.
   *
   * @return completes when every connection is closed
   */
  public Future<Void> drain(Duration longest) {
    Promise<Void> drained = Promise.promise();
    context.runOnContext(now -> drainHere(longest).onComplete(drained));
    return drained.future();
  }

  private Future<Void> drainHere(Duration longest) {
    if (server == null) {
      return Future.succeededFuture();
    }
    listening.timers().here().after(longest, this::breakOffAll);
    return server.shutdown(longest.plus(LAST_WORDS));
  }

  private void breakOffAll() {
    abort(any -> true, ErrorCode.DRAINING);
  }

  /**
   * Ends every request that the credential of that id let in, with {@code reason}. Called on any
   * thread.
   */
  public void revoke(String credentialId, ErrorKind reason) {
    context.runOnContext(
        now -> abort(exchange -> credentialId.equals(credential(exchange)), reason));
  }

  private static @Nullable String credential(Exchange exchange) {
    @Nullable CallerFacts caller = exchange.record().caller();
    return caller == null ? null : caller.credential();
  }

  private void abort(Predicate<Exchange> chosen, ErrorKind reason) {
    if (exchanges != null && failures != null) {
      for (Exchange exchange : exchanges.open()) {
        if (chosen.test(exchange)) {
          failures.abort(exchange, reason.toException());
        }
      }
    }
  }
}
