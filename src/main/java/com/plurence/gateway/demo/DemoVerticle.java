package com.plurence.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop of a demo provider. */
final class DemoVerticle extends VerticleBase {
  static final String HOST = "127.0.0.1";

  /** A whole body may stand in a header. */
  private static final int HEADERS = 1 << 20;

  private static final int STREAMS = 10_000;

  private final Laboratory laboratory;
  private final AtomicInteger port;

  /**
   * @param port is told where it listens
   */
  DemoVerticle(Laboratory laboratory, AtomicInteger port) {
    this.laboratory = laboratory;
    this.port = port;
  }

  @Override
  public Future<HttpServer> start() {
    return vertx
        .createHttpServer(options())
        .requestHandler(new DemoRequests(vertx, laboratory))
        // A client that leaves is noted by the request it leaves; nobody need act on it.
        .connectionHandler(connection -> connection.exceptionHandler(failure -> {}))
        .listen(laboratory.wantedPort(), HOST)
        .onSuccess(listening -> port.set(listening.actualPort()));
  }

  private HttpServerOptions options() {
    HttpServerOptions server =
        new HttpServerOptions()
            .setMaxHeaderSize(HEADERS)
            .setHandle100ContinueAutomatically(true)
            .setInitialSettings(
                new Http2Settings().setMaxHeaderListSize(HEADERS).setMaxConcurrentStreams(STREAMS));
    laboratory
        .options()
        .certificate()
        .ifPresent(own -> server.setSsl(true).setUseAlpn(true).setKeyCertOptions(own));
    return server;
  }
}
