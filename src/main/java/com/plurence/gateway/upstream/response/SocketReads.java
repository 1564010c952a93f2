package com.plurence.gateway.upstream.response;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Whether the gateway reads from the connection that a body comes on. A paused Vert.x stream goes
 * on reading until two dozen more pieces wait in its queues; this stops the socket itself, so that
 * a reader that can't keep up leaves one read in memory and not twenty-four. Lives on the event
 * loop of the connection.
 */
public interface SocketReads {
  /** Of a body whose sender waits to be asked, so that there is nothing to stop. */
  SocketReads UNCHANGED = reading -> {};

  void set(boolean reading);

  /**
   * The reads of the connection of {@code request}. Over HTTP/1 it belongs to this request alone;
   * over HTTP/2 others share it, and each stream has a window of its own that bounds it.
   */
  static SocketReads of(HttpClientRequest request) {
    HttpConnection connection = request.connection();
    return request.version() != HttpVersion.HTTP_2 && connection instanceof ConnectionBase socket
        ? reading -> socket.channel().config().setAutoRead(reading)
        : UNCHANGED;
  }
}
