package com.plurence.gateway.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/** One event loop of a demo provider. */
final class DemoVerticle extends VerticleBase {
  static final String HOST = "127.0.0.1";

  /** A whole body may stand in a header. */
  private static final int HEADERS = 1 << 20;

  private static final int STREAMS = 10_000;

  private final Laboratory laboratory;
  private final int wanted;
  private volatile int port;

  /**
   * @param wanted the port; 0 takes a free one
   */
  DemoVerticle(Laboratory laboratory, int wanted) {
    this.laboratory = laboratory;
    this.wanted = wanted;
  }

  @Override
  public Future<HttpServer> start() {
    return vertx
        .createHttpServer(options())
        .requestHandler(new DemoRequests(vertx, laboratory))
        .listen()
        .onSuccess(listening -> port = listening.actualPort());
  }

  /** Where it listens, once started. */
  int port() {
    return port;
  }

  private HttpServerOptions options() {
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(wanted)
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
