package com.plurence.gateway.demo;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** The ways for a server to hang up. Over HTTP/2 they end the stream and spare the connection. */
final class Hangup {
  private static final long INTERNAL_ERROR = 0x2;
  private static final long REFUSED_STREAM = 0x7;

  private Hangup() {}

  /** As if nobody had accepted. */
  static void refuse(HttpServerRequest request) {
    if (isHttp2(request)) {
      request.response().reset(REFUSED_STREAM);
    } else {
      reset(request);
    }
  }

  /** TCP FIN: what was written arrives, then the end. */
  static void cut(HttpServerRequest request) {
    if (isHttp2(request)) {
      request.response().reset(INTERNAL_ERROR);
    } else {
      request.connection().close();
    }
  }

  /** TCP RST. */
  static void reset(HttpServerRequest request) {
    if (isHttp2(request)) {
      request.response().reset(INTERNAL_ERROR);
      return;
    }
    // Vert.x has no word for it: closing a socket that must not linger makes the kernel reset it
    if (request.connection() instanceof ConnectionBase tcp) {
      tcp.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    }
    request.connection().close();
  }

  private static boolean isHttp2(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2;
  }
}
