package com.plurence.gateway.http.exchange;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a connection when the response is known before the request has wholly arrived: a
 * small rest is read and dropped and the connection lives on; for a large one the connection is
 * closed, gently (see {@code http.guard}).
 */
public final class Lingering {
  private static final long SMALL_REST = 64L * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PATIENCE_WITH_A_STREAM = Duration.ofSeconds(1);
  private static final long NO_ERROR = 0;

  private Lingering() {}

  /** To be called before the response is written; the returned action is to be run after it. */
  public static Runnable before(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    boolean understood = request.decoderResult().isSuccess();
    if (request.version() == HttpVersion.HTTP_2 || (request.isEnded() && understood)) {
      return () -> {};
    }
    if (understood && hasSmallRest(request)) {
      exchange.timers().after(PATIENCE, () -> closeIfUnread(request));
      return () -> {};
    }
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    return () -> request.connection().close();
  }

  /**
   * To be called when the response has ended. Over HTTP/2 nothing else would ever end the stream of
   * a client that does not end its request (RFC 9113, section 8.1).
   */
  static void after(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    if (request.version() == HttpVersion.HTTP_2 && !request.isEnded()) {
      exchange.timers().after(PATIENCE_WITH_A_STREAM, () -> resetIfUnread(request));
    }
  }

  private static void resetIfUnread(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.response().reset(NO_ERROR);
    }
  }

  private static void closeIfUnread(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }

  private static boolean hasSmallRest(HttpServerRequest request) {
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      return false;
    }
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
    return length.length() <= 5 && Long.parseLong(length) <= SMALL_REST;
  }
}
