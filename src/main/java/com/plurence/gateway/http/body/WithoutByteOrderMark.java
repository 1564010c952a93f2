package com.plurence.gateway.http.body;

import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Takes a UTF-8 byte order mark off the front of a body. Some clients write one before JSON;
 * whoever the body is passed on to may refuse it (RFC 8259, section 8.1). For one body.
 */
final class WithoutByteOrderMark implements Consumer<Buffer> {
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final Consumer<Buffer> sink;
  private int matched;
  private boolean begun;

  /**
   * @param sink gets every piece behind the mark
   */
  WithoutByteOrderMark(Consumer<Buffer> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(Buffer piece) {
    if (begun) {
      sink.accept(piece);
    } else {
      begin(piece);
    }
  }

  private void begin(Buffer piece) {
    int at = 0;
    while (at < piece.length() && matched < MARK.length && piece.getByte(at) == MARK[matched]) {
      at++;
      matched++;
    }
    if (matched == MARK.length) {
      begun = true;
      pass(at == 0 ? piece : piece.slice(at, piece.length()));
    } else if (at < piece.length()) {
      begun = true;
      passWhatWasTaken(matched - at);
      pass(piece);
    }
  }

  /** It was no mark after all; what came in earlier pieces belongs to the body. */
  private void passWhatWasTaken(int bytes) {
    if (bytes > 0) {
      sink.accept(Buffer.buffer(bytes).appendBytes(MARK, 0, bytes));
    }
  }

  private void pass(Buffer rest) {
    if (rest.length() > 0) {
      sink.accept(rest);
    }
  }

  /** The body has ended. */
  void end() {
    if (!begun) {
      begun = true;
      passWhatWasTaken(matched);
    }
  }
}
