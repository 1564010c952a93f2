package com.plurence.gateway.upstream.response;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.upstream.decision.FaultKind;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a response that only the client understands, such as sound. It is handed on with its first
 * byte, until when everything can still fail over, and passed on as it comes, at the client's pace.
 */
final class BytesReader extends OngoingReader {
  private Buffer held = Buffer.buffer();
  private boolean complete;
  private @Nullable FaultKind broken;

  BytesReader(Target target, MultiMap headers, IncomingBody incoming) {
    super(target, headers, incoming);
  }

  @Override
  public boolean isEvents() {
    return false;
  }

  @Override
  public Completion completion() {
    return Completion.UNKNOWN;
  }

  @Override
  void begin(WriteStream<Buffer> to) {
    Buffer first = held;
    held = Buffer.buffer();
    if (first.length() > 0) {
      to.write(first);
    }
    conclude(to);
    if (!finished.future().isComplete() && !to.writeQueueFull()) {
      incoming.resume();
    }
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

  @Override
  public void end(IncomingBody.End end) {
    complete = end == IncomingBody.End.COMPLETE;
    if (!committed.future().isComplete()) {
      endBeforeCommit(end);
      return;
    }
    broken = complete ? null : interrupted(end);
    WriteStream<Buffer> to = client;
    if (to != null) {
      conclude(to);
    }
  }

  /** A text may be empty, where nothing was said; sound may not. */
  private void endBeforeCommit(IncomingBody.End end) {
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
    @Nullable String type = headers().get(HttpHeaders.CONTENT_TYPE);
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
}
