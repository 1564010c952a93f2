package com.plurence.gateway.http.body;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.overload.Line;
import com.plurence.gateway.timing.Timeout;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request body on its way in. Room is asked for before anything is taken: for the whole of a
 * body that tells its length, and a piece ahead for one that does not.
 */
final class BodyReading {
  private static final int AHEAD = 64 * 1024;
  private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(2);
  private static final long UNKNOWN = -1;

  private final Exchange exchange;
  private WithoutByteOrderMark sink;
  private final long limit;
  private final @Nullable EncodedBody encoded;
  private final long announced;
  private final Promise<Void> whole = Promise.promise();
  private long received;
  private long room;
  private boolean begun;
  private @Nullable Timeout timeout;
  private @Nullable Timeout patience;
  private Line.@Nullable Wait wait;

  /**
   * @param encoded where a body that is compressed goes before it goes to {@code sink}
   */
  BodyReading(Exchange exchange, Consumer<Buffer> sink, long limit, @Nullable EncodedBody encoded) {
    this.exchange = exchange;
    this.encoded = encoded;
    this.sink = new WithoutByteOrderMark(sink);
    this.limit = limit;
    this.announced = announced(exchange.request());
  }

  /** Over HTTP/1 a body has a length or chunks, or is none. */
  private static long announced(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null) {
      return Long.parseLong(length);
    }
    boolean none =
        request.version() != HttpVersion.HTTP_2
            && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return none ? 0 : UNKNOWN;
  }

  Future<Void> begin(Duration longest) {
    if (exchange.request().isEnded()) {
      finish();
      return whole.future();
    }
    exchange.request().exceptionHandler(this::broken);
    timeout =
        exchange.timers().after(longest, () -> fail(ErrorCode.REQUEST_TOO_SLOW.toException()));
    long needed = announced == UNKNOWN ? AHEAD : announced;
    if (holding().take(line(), needed, 0)) {
      room = needed;
      flow();
    } else if ((announced != UNKNOWN && announced <= Line.SMALL) || !line().fits(needed)) {
      fail(holding().refusal());
    } else {
      await(needed);
    }
    return whole.future();
  }

  private Holding holding() {
    return exchange.holding();
  }

  private Line line() {
    return holding().budget().bodies();
  }

  private void flow() {
    HttpServerRequest request = exchange.request();
    if (!begun) {
      begun = true;
      if (request.headers().contains(HttpHeaders.EXPECT)) {
        request.response().writeContinue();
      }
      request.handler(this::take).endHandler(end -> finish()).resume();
    }
  }

  /** Holds the client back until there is room, or refuses it when that takes too long. */
  private void await(long needed) {
    Intake.stop(exchange.request());
    Context loop = Vertx.currentContext();
    patience = exchange.timers().after(LONGEST_WAIT_FOR_ROOM, () -> insist(needed));
    wait = holding().await(line(), needed, loop, () -> goOn(needed));
  }

  private void insist(long needed) {
    if (wait != null && wait.leave()) {
      if (!exchange.isOpen()) {
        broken(new HttpClosedException("the client has left"));
      } else if (holding().takeOutOfTurn(line(), needed)) {
        goOn(needed);
      } else {
        fail(holding().refusal());
      }
    }
  }

  private void goOn(long more) {
    stopWaiting();
    if (whole.future().isComplete()) {
      holding().give(more);
    } else {
      room += more;
      Intake.goOn(exchange.request());
      flow();
    }
  }

  private void take(Buffer piece) {
    if (whole.future().isComplete()) {
      return;
    }
    boolean first = received == 0;
    received += piece.length();
    exchange.received(piece.length());
    if (first && piece.length() > 0 && !BodyReader.isJson(exchange.request())) {
      fail(ErrorCode.CONTENT_TYPE_UNSUPPORTED.toException());
    } else if (received > limit) {
      fail(ErrorCode.BODY_TOO_LARGE.toException(limit));
    } else {
      keep(piece);
      askAhead();
    }
  }

  private void keep(Buffer piece) {
    if (encoded == null) {
      pass(() -> sink.accept(piece));
    } else {
      encoded.add(piece);
    }
  }

  private void askAhead() {
    long needed = announced == UNKNOWN ? received + AHEAD : received;
    if (needed <= room || whole.future().isComplete()) {
      return;
    }
    if (holding().take(line(), needed - room, room)) {
      room = needed;
    } else {
      await(needed - room);
    }
  }

  /** What a sink throws that is no refusal would leave the client without a response. */
  private void pass(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException refusalOrBug) {
      fail(refusalOrBug);
    }
  }

  /** The connection is lost; a client that has left notices nothing of the response. */
  private void broken(Throwable cause) {
    fail(ErrorCode.MALFORMED_HTTP.toException());
  }

  private void fail(RuntimeException failure) {
    boolean stopped = wait != null;
    stop();
    if (stopped) {
      Intake.goOn(exchange.request()); // to be dropped
    }
    whole.tryFail(failure);
  }

  /**
   * A body of broken framing ends, too (see {@code http.guard}). The request outlives its body, for
   * as long as the response takes; what the body fed need not.
   */
  private void finish() {
    stop();
    if (exchange.request().decoderResult().isFailure()) {
      whole.tryFail(ErrorCode.MALFORMED_HTTP.toException());
    }
    if (encoded == null || received == 0 || whole.future().isComplete()) {
      conclude();
    } else {
      encoded
          .decode(slice -> sink.accept(slice))
          .onSuccess(decoded -> conclude())
          .onFailure(whole::tryFail);
    }
  }

  private void conclude() {
    pass(sink::end);
    sink = new WithoutByteOrderMark(piece -> {});
    whole.tryComplete();
  }

  /** Nothing more is read: what was asked for too much goes back, and others have their turn. */
  private void stop() {
    if (timeout != null) {
      timeout.cancel();
    }
    if (wait != null && wait.leave()) {
      stopWaiting();
    }
    if (room > received) {
      holding().give(room - received);
      room = received;
    }
    holding().complete(line());
  }

  private void stopWaiting() {
    wait = null;
    if (patience != null) {
      patience.cancel();
      patience = null;
    }
  }
}
