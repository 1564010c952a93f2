package com.plurence.gateway.http.body;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.timing.Timeout;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request body that is taken piece by piece: what nobody asks for stays with the client, so that
 * the body may be of any length. Lives on the event loop of its exchange.
 */
public final class BodyFlow {
  /** A length that the client does not tell. */
  public static final long UNKNOWN = -1;

  private final Exchange exchange;
  private final long limit;
  private final Duration longestPause;
  private long received;
  private boolean begun;
  private boolean ended;
  private boolean abandoned;
  private @Nullable GatewayException broken;
  private @Nullable Promise<Optional<Buffer>> wanted;
  private @Nullable Timeout timeout;

  /**
   * @param limit bytes of the largest body
   * @param longestPause of the client between two pieces
   */
  BodyFlow(Exchange exchange, long limit, Duration longestPause) {
    this.exchange = exchange;
    this.limit = limit;
    this.longestPause = longestPause;
    exchange.request().pause();
  }

  /** Bytes of the whole body, or {@link #UNKNOWN}. */
  public long announced() {
    @Nullable String length = exchange.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? UNKNOWN : Long.parseLong(length);
  }

  /**
   * Asks for the next piece, once the last one has come.
   *
   * @return the piece; empty behind the last; fails with the contract error that says what is wrong
   *     with the body
   */
  public Future<Optional<Buffer>> next() {
    Promise<Optional<Buffer>> promise = Promise.promise();
    wanted = promise;
    if (!begun) {
      begun = true;
      begin();
    }
    if (broken != null) {
      fail(broken);
    } else if (ended) {
      hand(Optional.empty());
    } else if (!promise.future().isComplete()) {
      timeout =
          exchange
              .timers()
              .after(longestPause, () -> fail(ErrorCode.REQUEST_TOO_SLOW.toException()));
      exchange.request().fetch(1);
    }
    return promise.future();
  }

  private void begin() {
    HttpServerRequest request = exchange.request();
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      request.response().writeContinue();
    }
    if (request.isEnded()) {
      end();
    } else {
      request.handler(this::take).exceptionHandler(this::broke).endHandler(end -> end());
    }
  }

  private void take(Buffer piece) {
    received += piece.length();
    exchange.received(piece.length());
    if (abandoned) {
      return;
    }
    if (received > limit) {
      fail(ErrorCode.BODY_TOO_LARGE.toException(limit));
    } else {
      hand(Optional.of(piece));
    }
  }

  /** The connection is lost; a client that has left notices nothing of the response. */
  private void broke(Throwable cause) {
    fail(ErrorCode.MALFORMED_HTTP.toException());
  }

  /** A body of broken framing ends, too (see {@code http.guard}). */
  private void end() {
    ended = true;
    if (exchange.request().decoderResult().isFailure()) {
      fail(ErrorCode.MALFORMED_HTTP.toException());
    } else {
      hand(Optional.empty());
    }
  }

  /** Whatever still comes is not wanted; it is read, so that the connection can live on. */
  public void abandon() {
    if (!abandoned) {
      abandoned = true;
      stopTimer();
      exchange.request().resume();
    }
  }

  private void hand(Optional<Buffer> piece) {
    Promise<Optional<Buffer>> waiting = wanted;
    if (waiting != null) {
      wanted = null;
      stopTimer();
      waiting.complete(piece);
    }
  }

  private void fail(GatewayException failure) {
    broken = failure;
    Promise<Optional<Buffer>> waiting = wanted;
    if (waiting != null) {
      wanted = null;
      stopTimer();
      waiting.fail(failure);
    }
  }

  private void stopTimer() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
