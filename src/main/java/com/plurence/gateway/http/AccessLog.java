package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorKind;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line a request, when its answer is complete or its client has left. */
final class AccessLog implements Consumer<Exchange> {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  @Override
  public void accept(Exchange exchange) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = request.response();
    LoggingEventBuilder line =
        LOG.atInfo()
            .addKeyValue("requestId", exchange.requestId())
            .addKeyValue("method", request.method().name())
            .addKeyValue("route", exchange.route())
            .addKeyValue("status", exchange.status());
    @Nullable ErrorKind error = exchange.error();
    if (error != null) {
      line = line.addKeyValue("errorId", error.id());
    }
    if (exchange.departed()) {
      line = line.addKeyValue("outcome", "client_disconnect");
    }
    List<Object> notes = exchange.notes();
    for (int i = 0; i < notes.size(); i += 2) {
      line = line.addKeyValue((String) notes.get(i), notes.get(i + 1));
    }
    long now = System.nanoTime();
    line.addKeyValue("bytesIn", exchange.requestBytes())
        .addKeyValue("bytesOut", response.bytesWritten())
        .addKeyValue("ms", millis(now - exchange.startedAt()))
        .addKeyValue(
            "firstByteMs",
            exchange.firstByteAt() == 0
                ? -1
                : millis(exchange.firstByteAt() - exchange.startedAt()))
        .log("request");
  }

  /** The line of an answer to what never became a request. */
  static void unrouted(String requestId, ErrorKind error) {
    LOG.atInfo()
        .addKeyValue("requestId", requestId)
        .addKeyValue("route", "unmatched")
        .addKeyValue("status", error.status())
        .addKeyValue("errorId", error.id())
        .log("request");
  }

  private static double millis(long nanos) {
    return Math.round(nanos / 10_000.0) / 100.0;
  }
}
