package com.plurence.gateway.http.exchange;

import com.plurence.gateway.address.TrustedProxies;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Begins an exchange for each request of one event loop, and hands it on when it has ended. */
public final class Exchanges {
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
  private static final CharSequence CLIENT_REQUEST_ID =
      HttpHeaders.createOptimized("x-client-request-id");
  private static final int LONGEST_CLIENT_ID = 128;

  private final RequestIds ids = new RequestIds(new SplittableRandom());
  private final LoopTimers timers;
  private final Function<String, Optional<CharSequence>> idHeaders;
  private final TrustedProxies proxies;
  private final ByteBudget budget;
  private final Consumer<RequestRecord> accountant;
  private final Consumer<RequestRecord> finished;
  private final List<Exchange> open = new ArrayList<>();

  /**
   * @param idHeaders where the client of a path looks for the id of its request beside the usual
   *     header
   * @param budget of the bytes that exchanges hold
   * @param accountant told of each exchange once, by its record, when nothing more will be spent on
   *     it: before its last byte is handed over, or when its client has left
   * @param finished told of each exchange once, by its record: when its response was complete or
   *     its client had left
   */
  public Exchanges(
      LoopTimers timers,
      Function<String, Optional<CharSequence>> idHeaders,
      TrustedProxies proxies,
      ByteBudget budget,
      Consumer<RequestRecord> accountant,
      Consumer<RequestRecord> finished) {
    this.timers = timers;
    this.idHeaders = idHeaders;
    this.proxies = proxies;
    this.budget = budget;
    this.accountant = accountant;
    this.finished = finished;
  }

  /** The exchange of {@code ctx}, begun now if the router failed before anybody could. */
  public Exchange of(RoutingContext ctx) {
    if (!Exchange.begun(ctx)) {
      begin(ctx.request()).attachTo(ctx);
    }
    return Exchange.of(ctx);
  }

  /** Those that have begun and are not handed on. */
  public List<Exchange> open() {
    return List.copyOf(open);
  }

  /** Begins the exchange of a request that has just come in. */
  public Exchange begin(HttpServerRequest request) {
    RequestRecord record =
        new RequestRecord(ids.next(), ClientAddress.of(request, proxies), request.method().name());
    Exchange exchange = new Exchange(request, record, timers, budget, accountant);
    HttpServerResponse response = request.response();
    exchange.addTo(open);
    response.putHeader(REQUEST_ID, exchange.requestId());
    @Nullable String path = request.path();
    if (path != null) {
      idHeaders.apply(path).ifPresent(name -> response.putHeader(name, exchange.requestId()));
    }
    echoClientId(request.getHeader(REQUEST_ID), response);
    response.endHandler(end -> end(exchange));
    response.closeHandler(close -> onClientDisconnect(exchange));
    response.exceptionHandler(failure -> onClientDisconnect(exchange));
    return exchange;
  }

  private void end(Exchange exchange) {
    exchange.close(Lifecycle.ENDED);
    if (!isHttp2(exchange) || exchange.request().response().closed()) {
      finish(exchange);
    }
    Lingering.after(exchange);
  }

  /**
   * The client has left, or what the gateway itself has ended is closed. A stream of HTTP/2 closes
   * whenever its response has left, which may be within the call that ends it.
   */
  private void onClientDisconnect(Exchange exchange) {
    boolean ended = exchange.request().response().ended();
    exchange.close(ended ? Lifecycle.ENDED : Lifecycle.CLIENT_LEFT);
    finish(exchange);
  }

  /** Books {@code exchange} as broken off by the gateway, which is to follow. */
  public void abort(Exchange exchange) {
    exchange.close(Lifecycle.ABORTED);
    finish(exchange);
  }

  /**
   * Over HTTP/2 what a client's window does not admit waits behind the end of the response, so how
   * much was written is known when the stream is closed.
   */
  private void finish(Exchange exchange) {
    if (exchange.removeFrom(open)) {
      exchange.releaseAll();
      HttpServerResponse response = exchange.request().response();
      exchange.record().close(response.getStatusCode(), response.bytesWritten());
      finished.accept(exchange.record());
    }
  }

  private static boolean isHttp2(Exchange exchange) {
    return exchange.request().version() == HttpVersion.HTTP_2;
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
