package com.plurence.gateway.http;

import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Begins an exchange for each request of one event loop, and hands it on when it has ended. */
public final class Exchanges {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence CLIENT_REQUEST_ID =
      HttpHeaders.createOptimized("x-client-request-id");
  private static final int LONGEST_CLIENT_ID = 128;

  private final RequestIds ids = new RequestIds(new SplittableRandom());
  private final LoopTimers timers;
  private final Consumer<Exchange> finished;
  private final Set<Exchange> open = new HashSet<>();

  /**
   * @param finished told of each exchange once: when its answer was complete or its client had left
   */
  Exchanges(LoopTimers timers, Consumer<Exchange> finished) {
    this.timers = timers;
    this.finished = finished;
  }

  /** The exchange of {@code ctx}, begun now if the router failed before anybody could. */
  Exchange of(RoutingContext ctx) {
    if (!Exchange.begun(ctx)) {
      begin(ctx.request()).attachTo(ctx);
    }
    return Exchange.of(ctx);
  }

  /** Those that have begun and not ended. */
  List<Exchange> open() {
    return List.copyOf(open);
  }

  Exchange begin(HttpServerRequest request) {
    Exchange exchange = new Exchange(request, ids.next(), timers);
    HttpServerResponse response = request.response();
    open.add(exchange);
    response.putHeader(REQUEST_ID, exchange.requestId());
    echoClientId(request.getHeader(REQUEST_ID), response);
    response.endHandler(
        end -> {
          end(exchange);
          Lingering.after(exchange);
        });
    response.closeHandler(close -> leave(exchange));
    response.exceptionHandler(failure -> leave(exchange));
    return exchange;
  }

  private void end(Exchange exchange) {
    if (exchange.end()) {
      open.remove(exchange);
      finished.accept(exchange);
    }
  }

  private void leave(Exchange exchange) {
    exchange.depart();
    end(exchange);
  }

  private static void echoClientId(@Nullable String id, HttpServerResponse response) {
    if (id != null && isPlain(id)) {
      response.putHeader(CLIENT_REQUEST_ID, id);
    }
  }

  private static boolean isPlain(String id) {
    if (id.isEmpty() || id.length() > LONGEST_CLIENT_ID) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
