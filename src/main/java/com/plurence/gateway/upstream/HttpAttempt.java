package com.plurence.gateway.upstream;

import com.plurence.gateway.overload.PacedWrite;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/** An attempt over HTTP. */
final class HttpAttempt extends Attempt {
  private @Nullable HttpClientRequest request;
  private @Nullable PacedWrite body;
  private @Nullable TailWriter tail;
  private boolean reused;

  HttpAttempt(UpstreamCall call, TargetState state, Loop loop) {
    super(call, state, loop);
  }

  @Override
  void begin() {
    limit(target().upstream().connectTimeout(), FaultKind.CONNECT_TIMEOUT);
    loop.clients()
        .request(target(), call.path(), target().model(call.model()))
        .onComplete(this::write, failure -> fail(TransportFault.connecting(failure)));
  }

  private void write(HttpClientRequest opened) {
    request = opened;
    opened.exceptionHandler(this::broken);
    if (isOver()) {
      discard();
      return;
    }
    reused = !loop.clients().isFirstUse(opened.connection());
    opened.response().onComplete(this::take, this::broken);
    Payload payload = call.payload().to(target());
    ForwardedHeaders.toProvider(
        call.headers(), opened.headers(), target().provider(), payload.length());
    if (payload.tail().isPresent()) {
      write(opened, payload, payload.tail().get());
    } else {
      awaitHead();
      body = PacedWrite.begin(payload.pieces(), opened, this::broken);
    }
  }

  private void awaitHead() {
    limit(target().upstream().firstByteTimeout(), FaultKind.FIRST_BYTE_TIMEOUT);
  }

  /** While the client sends nothing the provider can't be blamed, and is not. */
  private void write(HttpClientRequest opened, Payload payload, BodyTail rest) {
    stopTimer();
    opened.setChunked(payload.length() == Payload.UNKNOWN);
    payload.pieces().forEach(piece -> opened.write(piece).onFailure(this::broken));
    tail =
        new TailWriter(
            rest, opened, loop.timers(), target().upstream().idleTimeout(), new TailToldHere());
    tail.begin();
  }

  private final class TailToldHere implements TailWriter.Told {
    @Override
    public void written() {
      if (!isOver()) {
        awaitHead();
      }
    }

    @Override
    public void stalled() {
      fail(FaultKind.FIRST_BYTE_TIMEOUT);
    }

    @Override
    public void broken(Throwable failure) {
      HttpAttempt.this.broken(failure);
    }

    @Override
    public void refused(Throwable reason) {
      abort(reason instanceof RuntimeException known ? known : new IllegalStateException(reason));
    }
  }

  private void broken(Throwable failure) {
    fail(TransportFault.waiting(failure, reused));
  }

  private void take(HttpClientResponse response) {
    if (isOver()) {
      discard();
    } else {
      response.request().headers().clear(); // they were sent, and a stream may last for long
      read(
          new Head(
              response.statusCode(),
              response.headers(),
              response,
              Reads.of(response.request()),
              () -> response.request().reset()));
    }
  }

  /** A connection on which half a request stands can't carry another. */
  @Override
  void released() {
    boolean held = body == null || body.isOver();
    boolean rest = tail == null || tail.isOver();
    if (!held || !rest) {
      reset();
    }
  }

  @Override
  void reset() {
    if (tail != null) {
      tail.stop();
    }
    if (request != null) {
      request.reset();
    }
  }
}
