package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that only the client understands, such as sound. It is handed on with its first
 * byte, until when everything can still fail over, and passed on as it comes, at the client's pace.
 */
final class BytesReader implements ResponseReader, OngoingResponse {
  private final Target target;
  private final MultiMap headers;
  private final Incoming incoming;
  private final Promise<ModelResponse> committed = Promise.promise();
  private final Promise<Completion> finished = Promise.promise();
  private Buffer held = Buffer.buffer();
  private boolean complete;
  private @Nullable FaultKind broken;
  private @Nullable WriteStream<Buffer> client;

  BytesReader(Target target, MultiMap headers, Incoming incoming) {
    this.target = target;
    this.headers = headers;
    this.incoming = incoming;
  }

  @Override
  public Target target() {
    return target;
  }

  @Override
  public MultiMap headers() {
    return headers;
  }

  @Override
  public boolean isEvents() {
    return false;
  }

  @Override
  public Future<ModelResponse> answer() {
    return committed.future();
  }

  @Override
  public Completion completion() {
    return Completion.UNKNOWN;
  }

  @Override
  public Future<Completion> finished() {
    return finished.future();
  }

  @Override
  public Future<Completion> relay(WriteStream<Buffer> to) {
    client = to;
    to.drainHandler(drained -> incoming.resume());
    Buffer first = held;
    held = Buffer.buffer();
    if (first.length() > 0) {
      to.write(first);
    }
    conclude(to);
    if (!finished.future().isComplete() && !to.writeQueueFull()) {
      incoming.resume();
    }
    return finished.future().recover(AttemptFailure::forClient);
  }

  @Override
  public void take(Buffer piece) {
    WriteStream<Buffer> to = client;
    if (to == null) {
      held.appendBuffer(piece);
      commit();
      return;
    }
    to.write(piece);
    if (to.writeQueueFull()) {
      incoming.pause();
    }
  }

  private void commit() {
    incoming.pause();
    committed.tryComplete(this);
  }

  @Override
  public void end(Incoming.End end) {
    complete = end == Incoming.End.COMPLETE;
    if (!committed.future().isComplete()) {
      endBeforeCommit(end);
      return;
    }
    broken =
        switch (end) {
          case COMPLETE -> null;
          case SILENT -> FaultKind.STREAM_STALLED;
          case BROKEN -> FaultKind.STREAM_RESET;
          case MALFORMED -> FaultKind.STREAM_MALFORMED;
        };
    WriteStream<Buffer> to = client;
    if (to != null) {
      conclude(to);
    }
  }

  /** A text may be empty, where nothing was said; sound may not. */
  private void endBeforeCommit(Incoming.End end) {
    if (complete && isText()) {
      committed.tryComplete(this);
    } else {
      committed.tryFail(
          AttemptFailure.of(
              switch (end) {
                case COMPLETE -> FaultKind.EMPTY_STREAM;
                case SILENT -> FaultKind.ANSWER_STALLED;
                case BROKEN, MALFORMED -> FaultKind.MALFORMED;
              }));
    }
  }

  private boolean isText() {
    @Nullable String type = headers.get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("text/");
  }

  private void conclude(WriteStream<Buffer> to) {
    FaultKind fault = broken;
    if (fault != null) {
      finished.tryFail(AttemptFailure.of(fault));
    } else if (complete && finished.tryComplete(Completion.UNKNOWN)) {
      to.end();
    }
  }

  @Override
  public void abort(RuntimeException reason) {
    incoming.discard();
    committed.tryFail(reason);
    finished.tryFail(reason);
  }
}
