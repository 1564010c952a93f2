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
    limit(target().upstream().firstByteTimeout(), FaultKind.FIRST_BYTE_TIMEOUT);
    opened.response().onComplete(this::take, this::broken);
    Payload payload = call.payload().apply(target());
    ForwardedHeaders.toProvider(
        call.headers(), opened.headers(), target().provider(), payload.length());
    body = PacedWrite.begin(payload.pieces(), opened, this::broken);
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
    if (body != null && !body.isOver()) {
      reset();
    }
  }

  @Override
  void reset() {
    if (request != null) {
      request.reset();
    }
  }
}
