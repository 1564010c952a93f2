package com.plurence.gateway.loadtest.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;

/**
 * What Vert.x itself can do: its reverse proxy in front of the provider, without a key, a limit, a
 * log or an eye for what passes. Each event loop has a server and a client of its own.
 */
final class PlainProxy extends VerticleBase {
  private static final int CONNECTIONS = 256;

  private final int port;
  private final String providerHost;
  private final int providerPort;

  private PlainProxy(int port, String providerHost, int providerPort) {
    this.port = port;
    this.providerHost = providerHost;
    this.providerPort = providerPort;
  }

  /** Takes its port, the provider's host and the provider's port; runs until it is ended. */
  public static void main(String[] args) {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx.vertx()
        .deployVerticle(
            () -> new PlainProxy(Integer.parseInt(args[0]), args[1], Integer.parseInt(args[2])),
            new DeploymentOptions().setInstances(loops))
        .onFailure(
            failure -> {
              System.err.println(failure.getMessage());
              System.exit(1);
            });
  }

  @Override
  public Future<?> start() {
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS);
    HttpProxy proxy =
        HttpProxy.reverseProxy(vertx.createHttpClient(new HttpClientOptions(), pool))
            .origin(providerPort, providerHost);
    return vertx.createHttpServer().requestHandler(proxy).listen(port, "127.0.0.1");
  }
}
