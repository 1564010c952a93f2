package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that is handed on while it is still coming in, and from then on passes it on at
 * the client's pace. Until it is handed on everything can still fail over.
 */
abstract class OngoingReader implements ResponseReader, OngoingResponse {
  private final Target target;
  private final MultiMap headers;
  final IncomingBody incoming;
  final Promise<ModelResponse> committed = Promise.promise();
  final Promise<Completion> finished = Promise.promise();

  /** Whom the response is passed on to; null while nobody is. */
  @Nullable WriteStream<Buffer> client;

  OngoingReader(Target target, MultiMap headers, IncomingBody incoming) {
    this.target = target;
    this.headers = headers;
    this.incoming = incoming;
  }

  @Override
  public final Target target() {
    return target;
  }

  @Override
  public final MultiMap headers() {
    return headers;
  }

  @Override
  public final Future<ModelResponse> response() {
    return committed.future();
  }

  @Override
  public final Future<Completion> finished() {
    return finished.future();
  }

  @Override
  public final Future<Completion> relay(WriteStream<Buffer> to) {
    client = to;
    to.drainHandler(drained -> incoming.resume());
    begin(to);
    return finished.future().recover(AttemptFailure::forClient);
  }

  /** Passes on what has come so far, and goes on reading if there is more to come. */
  abstract void begin(WriteStream<Buffer> to);

  /** Hands the response on; what comes now waits for {@link #begin}. */
  final void commit() {
    incoming.pause();
    committed.tryComplete(this);
  }

  /** What it means that the body ends so, once the client has part of it and wants more. */
  static FaultKind interrupted(IncomingBody.End end) {
    return switch (end) {
      case COMPLETE -> FaultKind.STREAM_ENDED_EARLY;
      case SILENT -> FaultKind.STREAM_STALLED;
      case BROKEN -> FaultKind.STREAM_RESET;
      case MALFORMED -> FaultKind.STREAM_MALFORMED;
    };
  }

  @Override
  public void abort(RuntimeException reason) {
    incoming.discard();
    committed.tryFail(reason);
    finished.tryFail(reason);
  }
}
