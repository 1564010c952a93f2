package com.plurence.gateway.http.error;

import static io.vertx.core.http.HttpHeaders.createOptimized;

import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.http.exchange.Exchanges;
import com.plurence.gateway.http.exchange.Lingering;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of errors. Whatever fails, on whatever layer, comes here and leaves as the
 * contract: as the global failure handler of the routers, as the handler of requests that could not
 * be parsed, and as the last event of a broken stream.
 */
public final class Failures implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final CharSequence JSON = createOptimized("application/json");
  private static final CharSequence REQUEST_ID = createOptimized("x-request-id");
  private static final CharSequence SHOULD_RETRY = createOptimized("x-should-retry");
  private static final CharSequence NO_SNIFF = createOptimized("x-content-type-options");
  private static final CharSequence NO_SNIFF_VALUE = createOptimized("nosniff");
  private static final CharSequence NO_STORE = createOptimized("no-store");
  private static final CharSequence TRUE = createOptimized("true");
  private static final CharSequence FALSE = createOptimized("false");

  private final ErrorAlias alias;
  private final Exchanges exchanges;

  public Failures(ErrorAlias alias, Exchanges exchanges) {
    this.alias = alias;
    this.exchanges = exchanges;
  }

  /** The global failure handler. */
  @Override
  public void handle(RoutingContext ctx) {
    Exchange exchange = exchanges.of(ctx);
    respond(exchange, reason(ctx, exchange));
  }

  /**
   * A request that the HTTP decoder could not make sense of; the connection can't be used again.
   */
  public void refuse(HttpServerRequest request) {
    Exchange exchange = exchanges.begin(request);
    respond(exchange, MalformedHttp.reason(request.decoderResult().cause()));
  }

  /**
   * Ends {@code exchange} with {@code failure}: as a response if none was begun, else as the last
   * event of its stream.
   */
  public void respond(Exchange exchange, GatewayException failure) {
    HttpServerResponse response = exchange.request().response();
    if (response.ended() || response.closed()) {
      return;
    }
    exchange.record().failed(failure.kind());
    if (response.headWritten()) {
      endStream(exchange, failure);
    } else {
      write(exchange, failure);
    }
  }

  /** Stops whatever is at work for {@code exchange} and tells its client why. */
  public void abort(Exchange exchange, GatewayException reason) {
    exchange.cancellation().cancel();
    respond(exchange, reason);
  }

  private void write(Exchange exchange, GatewayException failure) {
    HttpServerRequest request = exchange.request();
    HttpServerResponse response = request.response();
    Buffer body = Buffer.buffer(alias.body(request, new ErrorBody(failure, exchange.requestId())));
    response.headers().remove(HttpHeaders.TRANSFER_ENCODING).remove(HttpHeaders.CONTENT_ENCODING);
    response
        .setStatusCode(failure.kind().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
        .putHeader(REQUEST_ID, exchange.requestId())
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .putHeader(NO_SNIFF, NO_SNIFF_VALUE)
        .putHeader(SHOULD_RETRY, failure.shouldRetry() ? TRUE : FALSE);
    if (failure.kind().messageCode() == MessageCode.UNAUTHORIZED) {
      response.putHeader("www-authenticate", "Bearer realm=\"plurence\"");
    }
    failure
        .retryAfter()
        .ifPresent(wait -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds(wait)));
    Runnable afterwards = Lingering.before(exchange);
    exchange.record().firstByte();
    exchange.settle();
    if (HttpMethod.HEAD.equals(request.method())) {
      response.end();
    } else {
      response.end(body);
    }
    afterwards.run();
  }

  /** After the first byte the status is spent: the failure is the stream's last event. */
  private void endStream(Exchange exchange, GatewayException failure) {
    HttpServerResponse response = exchange.request().response();
    if (isEventStream(response)) {
      ErrorBody body = new ErrorBody(failure, exchange.requestId());
      StreamFailure known = exchange.streamFailure();
      exchange.settle();
      response.end(
          known == null ? alias.dialect(exchange.request()).errorEvent(body) : known.event(body));
    } else {
      exchanges.abort(exchange);
      cut(exchange.request());
    }
  }

  /**
   * A half-written response that is no event stream can only be broken off, so that nobody takes it
   * for a whole one.
   */
  private static void cut(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }

  private static boolean isEventStream(HttpServerResponse response) {
    String type = response.headers().get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("text/event-stream");
  }

  private static GatewayException reason(RoutingContext ctx, Exchange exchange) {
    Throwable failure = ctx.failure();
    if (failure instanceof GatewayException known) {
      return known;
    }
    if (exchange.clientDisconnected()) {
      return ErrorCode.UNEXPECTED.toException();
    }
    return RouterFailure.of(ctx.statusCode(), failure)
        .orElseGet(
            () -> {
              LOG.atError()
                  .addKeyValue("request_id", exchange.requestId())
                  .addKeyValue("route", exchange.record().route())
                  .setCause(failure)
                  .log("unexpected failure");
              return ErrorCode.UNEXPECTED.toException();
            });
  }

  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, (wait.toMillis() + 999) / 1000));
  }
}
