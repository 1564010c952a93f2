package com.plurence.gateway.inference;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.record.BodyCopies;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.response.ModelResponse;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a stream are written to. While nothing is written, the client gets a sign of
 * life every so often, which also begins the response: clients and proxies give up connections on
 * which nothing happens. One timer a stream, not one an event. Lives on one event loop.
 */
final class KeepAlive implements WriteStream<Buffer> {
  private static final CharSequence EVENT_STREAM = HttpHeaders.createOptimized("text/event-stream");
  private static final CharSequence ACCEL_BUFFERING =
      HttpHeaders.createOptimized("x-accel-buffering");
  private static final CharSequence NO = HttpHeaders.createOptimized("no");
  private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

  private final Exchange exchange;
  private final ClientDialect dialect;
  private final HttpServerResponse response;
  private final Duration every;
  private @Nullable Timeout next;
  private ModelResponse.@Nullable Streamed passed;
  private long lastWritten;

  /**
   * @param dialect what the client speaks, in which it hears of the gateway
   * @param every how long the client may hear nothing; zero: for as long as it takes
   */
  KeepAlive(Exchange exchange, ClientDialect dialect, Duration every) {
    this.exchange = exchange;
    this.dialect = dialect;
    this.response = exchange.request().response();
    this.every = every;
  }

  /** From now on the client waits for events. */
  void start() {
    if (!every.isZero() && next == null) {
      lastWritten = exchange.timers().coarseNanoTime();
      next = exchange.timers().after(every, this::look);
    }
  }

  /** What is written from now on is of {@code streamed}, which is known when it ends. */
  void passes(ModelResponse.Streamed streamed) {
    passed = streamed;
  }

  /** The client waits for no more. */
  void stop() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void look() {
    if (response.ended() || response.closed()) {
      return;
    }
    Duration silence = Duration.ofNanos(exchange.timers().coarseNanoTime() - lastWritten);
    Duration left = every.minus(silence);
    if (left.isNegative() || left.isZero()) {
      giveSign();
      left = every;
    }
    next = exchange.timers().after(left, this::look);
  }

  /** A client that does not read what it has is not helped by more. */
  private void giveSign() {
    if (response.writeQueueFull()) {
      return;
    }
    if (!response.headWritten()) {
      describe(response.headers());
    }
    write(dialect.keepAlive());
  }

  /** The headers of every stream, whatever the provider says of its own; proxies obey them. */
  static void describe(MultiMap headers) {
    headers
        .set(HttpHeaders.CONTENT_TYPE, EVENT_STREAM)
        .set(HttpHeaders.CACHE_CONTROL, NO_CACHE)
        .set(ACCEL_BUFFERING, NO);
  }

  @Override
  public Future<Void> write(Buffer events) {
    lastWritten = exchange.timers().coarseNanoTime();
    copy(events);
    return response.write(events);
  }

  @Override
  public Future<Void> end(Buffer events) {
    copy(events);
    complete();
    return response.end(events);
  }

  @Override
  public Future<Void> end() {
    complete();
    return response.end();
  }

  private void copy(Buffer events) {
    @Nullable BodyCopies copies = exchange.record().copies();
    if (copies != null) {
      copies.response(events);
    }
  }

  /** Before the response ends: with its end the record may be closed, and read. */
  private void complete() {
    stop();
    if (passed != null) {
      exchange.record().completed(passed.completion(), false);
    }
    exchange.settle();
  }

  @Override
  public boolean writeQueueFull() {
    return response.writeQueueFull();
  }

  @Override
  public KeepAlive setWriteQueueMaxSize(int size) {
    response.setWriteQueueMaxSize(size);
    return this;
  }

  @Override
  public KeepAlive drainHandler(@Nullable Handler<Void> handler) {
    response.drainHandler(handler);
    return this;
  }

  @Override
  public KeepAlive exceptionHandler(@Nullable Handler<Throwable> handler) {
    response.exceptionHandler(handler);
    return this;
  }
}
