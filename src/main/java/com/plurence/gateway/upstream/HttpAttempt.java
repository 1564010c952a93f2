package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.Classifier.Expected;
import com.plurence.gateway.upstream.decision.ConnectionLimit;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to one target, from the wait for a connection to the head of the answer. Whatever
 * happens, the connection slot is given back and the timers are stopped exactly once. Lives on one
 * event loop.
 */
final class HttpAttempt {
  private final UpstreamCall call;
  private final TargetState state;
  private final Loop loop;
  private final Promise<UpstreamAnswer> outcome = Promise.promise();
  private ConnectionLimit.@Nullable Turn turn;
  private ConnectionLimit.@Nullable Slot slot;
  private @Nullable HttpClientRequest request;
  private @Nullable Timeout timeout;
  private @Nullable Reading reading;
  private boolean reused;
  private boolean over;

  HttpAttempt(UpstreamCall call, TargetState state, Loop loop) {
    this.call = call;
    this.state = state;
    this.loop = loop;
  }

  /**
   * What the attempts of one event loop share.
   *
   * @param attempts is told of each that has ended
   */
  record Loop(Vertx vertx, HttpClients clients, LoopTimers timers, Consumer<Trail.Step> attempts) {}

  /** Sends the request; fails with an {@link AttemptFailure}. */
  Future<UpstreamAnswer> send() {
    state
        .limit()
        .acquire(loop.vertx())
        .ifPresentOrElse(this::await, () -> fail(FaultKind.POOL_EXHAUSTED));
    return outcome.future();
  }

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  void abort(RuntimeException reason) {
    if (reading == null) {
      fail(reason);
    } else {
      reading.abort(reason);
    }
  }

  private Target target() {
    return state.target();
  }

  private void await(ConnectionLimit.Turn wanted) {
    turn = wanted;
    wanted.slot().onSuccess(this::connect);
  }

  private void connect(ConnectionLimit.Slot acquired) {
    if (over) {
      return;
    }
    slot = acquired;
    limit(target().upstream().connectTimeout(), FaultKind.CONNECT_TIMEOUT);
    Destination destination = Destination.of(target(), call.path());
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(destination.host())
            .setPort(destination.port())
            .setURI(destination.uri());
    loop.clients()
        .clientFor(target())
        .request(options)
        .onComplete(this::write, failure -> fail(TransportFault.connecting(failure)));
  }

  private void write(HttpClientRequest opened) {
    request = opened;
    opened.exceptionHandler(this::broken);
    if (over) {
      discard();
      return;
    }
    reused = !loop.clients().isFirstUse(opened.connection());
    limit(target().upstream().firstByteTimeout(), FaultKind.FIRST_BYTE_TIMEOUT);
    opened.response().onComplete(this::read, this::broken);
    Payload payload = call.payload().apply(target());
    ForwardedHeaders.toProvider(
        call.headers(), opened.headers(), target().provider().apiKey(), payload.length());
    Iterator<Buffer> pieces = payload.pieces().iterator();
    while (pieces.hasNext()) {
      Buffer piece = pieces.next();
      Future<Void> written = pieces.hasNext() ? opened.write(piece) : opened.end(piece);
      written.onFailure(this::broken);
    }
  }

  private void broken(Throwable failure) {
    fail(TransportFault.waiting(failure, reused));
  }

  private void read(HttpClientResponse response) {
    if (over) {
      discard();
      return;
    }
    stopTimer();
    over = true;
    Reading begun = reading(response);
    reading = begun;
    begun.read().onComplete(outcome);
  }

  private Reading reading(HttpClientResponse response) {
    Incoming incoming =
        new Incoming(response, loop.timers(), target().upstream().idleTimeout(), this::release);
    Expected expected = call.streamed() ? Expected.EVENTS : Expected.JSON;
    boolean success = response.statusCode() >= 200 && response.statusCode() < 300;
    if (!success || !expected.is(response.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return new RefusalReading(response, expected, incoming);
    }
    MultiMap headers = HttpHeaders.headers();
    ForwardedHeaders.toClient(response.headers(), headers);
    return call.streamed()
        ? new StreamReading(target(), headers, incoming, loop.timers(), call.usageWanted())
        : new WholeReading(target(), headers, incoming);
  }

  private void fail(FaultKind kind) {
    fail(AttemptFailure.of(kind));
  }

  private void fail(Throwable failure) {
    if (!over) {
      over = true;
      stopTimer();
      discard();
      outcome.fail(failure);
    }
  }

  private void discard() {
    if (request != null) {
      request.reset();
    }
    release();
  }

  private void release() {
    if (slot != null) {
      slot.release();
    } else if (turn != null) {
      turn.leave();
    }
  }

  private void limit(Duration longest, FaultKind kind) {
    stopTimer();
    timeout = loop.timers().after(longest, () -> fail(kind));
  }

  private void stopTimer() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
