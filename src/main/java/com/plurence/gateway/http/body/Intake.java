package com.plurence.gateway.http.body;

import com.plurence.gateway.http.exchange.Exchange;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;

/**
 * Stops and starts the flow of a request's body. Vert.x goes on taking some sixteen pieces of a
 * request that is only paused, up to a mebibyte of a large body over HTTP/1; so there the
 * connection itself is not read. Over HTTP/2 the window of the stream is the bound.
 */
public final class Intake {
  private Intake() {}

  /** Nothing more is taken in; what has been is kept. */
  public static void stop(HttpServerRequest request) {
    request.pause();
    read(request, false);
  }

  /** The body flows, to whoever handles the request by the end of this turn of the event loop. */
  public static void goOn(HttpServerRequest request) {
    read(request, true);
    request.resume();
  }

  /**
   * Reads nothing more of a client's connection for {@code pause}, though it has its response: one
   * that asks again at once waits, and costs nothing meanwhile. Over HTTP/2 many may share it, so
   * there it is read on.
   */
  public static void rest(Exchange exchange, Duration pause) {
    HttpServerRequest request = exchange.request();
    read(request, false);
    exchange.timers().after(pause, () -> read(request, true));
  }

  private static void read(HttpServerRequest request, boolean on) {
    if (request.connection() instanceof HttpServerConnection connection
        && request.version() != io.vertx.core.http.HttpVersion.HTTP_2) {
      Channel channel = connection.channelHandlerContext().channel();
      channel.config().setAutoRead(on);
    }
  }
}
