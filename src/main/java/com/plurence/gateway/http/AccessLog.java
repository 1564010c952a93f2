package com.plurence.gateway.http;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.logging.Fields;
import com.plurence.gateway.logging.FrequentLog;
import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line a request, when its response is complete or its client has left: at INFO, and at DEBUG
 * if it was a probe. Of one event loop.
 */
final class AccessLog implements Consumer<Exchange> {
  private static final String LOGGER = "access";
  private static final String MESSAGE = "request";
  private static final double NANOS_PER_MILLI = 1e6;

  /** What monitors ask every few seconds, on any listener, and nobody wants to read of. */
  private static final Set<String> PROBES = Set.of("/livez", "/readyz", "/metrics");

  private final FrequentLog log;

  AccessLog(LoopTimers timers) {
    this.log = new FrequentLog(LOGGER, MESSAGE, timers::after);
  }

  @Override
  public void accept(Exchange exchange) {
    Level level = PROBES.contains(exchange.route()) ? Level.DEBUG : Level.INFO;
    if (log.isEnabled(level)) {
      log.log(level, line -> describe(exchange, line));
    }
  }

  private static void describe(Exchange exchange, Fields line) {
    HttpServerRequest request = exchange.request();
    line.add("request_id", exchange.requestId());
    line.add("address", exchange.address().toString());
    line.add("method", request.method().name());
    line.add("route", exchange.route());
    line.add("status", exchange.status());
    @Nullable ErrorKind error = exchange.error();
    if (error != null) {
      line.add("error_id", error.id());
    }
    if (exchange.clientDisconnected()) {
      line.add("outcome", "client_disconnect");
    } else if (exchange.aborted()) {
      line.add("outcome", "aborted");
    }
    List<Object> notes = exchange.notes();
    for (int i = 0; i < notes.size(); i += 2) {
      line.addAny((String) notes.get(i), notes.get(i + 1));
    }
    line.add("bytes_in", exchange.requestBytes());
    line.add("bytes_out", request.response().bytesWritten());
    line.add("duration_ms", exchange.nanos() / NANOS_PER_MILLI);
    if (exchange.firstByteAt() != 0) {
      line.add("first_byte_ms", (exchange.firstByteAt() - exchange.startedAt()) / NANOS_PER_MILLI);
    } else if (!exchange.clientDisconnected()) {
      // A response of the gateway's own leaves whole.
      line.add("first_byte_ms", exchange.nanos() / NANOS_PER_MILLI);
    }
  }

  /** The line of a response to what never became a request. */
  static void unrouted(String requestId, IpAddress address, ErrorKind error) {
    LoggerFactory.getLogger(LOGGER)
        .atInfo()
        .addKeyValue("request_id", requestId)
        .addKeyValue("address", address)
        .addKeyValue("route", "unmatched")
        .addKeyValue("status", error.status())
        .addKeyValue("error_id", error.id())
        .log(MESSAGE);
  }

  /** Hands over the lines that are not yet written. */
  void close() {
    log.close();
  }
}
