package com.plurence.gateway.body;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.List;

/**
 * Hands the pieces of a body to a stream no faster than the other side takes them: what waits for
 * it stays where it is counted, and is not copied into the buffers of its connection. Lives on one
 * event loop.
 */
public final class PacedWrite {
  private final WriteStream<Buffer> to;
  private final Handler<Throwable> failed;
  private final Handler<Boolean> taken;
  private List<Buffer> pieces;
  private int next;
  private boolean over;

  private PacedWrite(
      List<Buffer> pieces,
      WriteStream<Buffer> to,
      Handler<Throwable> failed,
      Handler<Boolean> taken) {
    this.taken = taken;
    this.pieces = pieces;
    this.to = to;
    this.failed = failed;
  }

  /**
   * Begins to write, and ends {@code to} after the last piece.
   *
   * @param pieces at least one, in a list that does not change
   * @param failed told of each write that fails
   */
  public static PacedWrite begin(
      List<Buffer> pieces, WriteStream<Buffer> to, Handler<Throwable> failed) {
    return begin(pieces, to, failed, whole -> {});
  }

  /**
   * As the other {@code begin}.
   *
   * @param taken told of each piece that was taken, and whether that was all
   */
  public static PacedWrite begin(
      List<Buffer> pieces,
      WriteStream<Buffer> to,
      Handler<Throwable> failed,
      Handler<Boolean> taken) {
    PacedWrite write = new PacedWrite(pieces, to, failed, taken);
    if (pieces.size() > 1) {
      to.drainHandler(drained -> write.goOn());
    }
    write.goOn();
    return write;
  }

  private void goOn() {
    while (!over && (next == 0 || !to.writeQueueFull())) {
      Buffer piece = pieces.get(next++);
      if (next == pieces.size()) {
        over = true;
        pieces = List.of();
        to.end(piece).onComplete(written -> taken.handle(true), failed);
      } else {
        to.write(piece).onComplete(written -> taken.handle(false), failed);
      }
    }
  }

  /** Whether the last piece was handed over. */
  public boolean isOver() {
    return over;
  }
}
