package com.plurence.gateway.http.coding;

import io.vertx.core.buffer.Buffer;
import java.io.InputStream;
import java.util.List;

/** Reads the pieces of a body that has come as a whole; never waits. */
final class HeldBytes extends InputStream {
  private final List<Buffer> pieces;
  private int piece;
  private int at;

  HeldBytes(List<Buffer> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    while (piece < pieces.size() && at == pieces.get(piece).length()) {
      piece++;
      at = 0;
    }
    if (piece == pieces.size()) {
      return -1;
    }
    Buffer current = pieces.get(piece);
    int taken = Math.min(length, current.length() - at);
    current.getBytes(at, at + taken, bytes, offset);
    at += taken;
    return taken;
  }

  /** More may follow; what reads several bodies in a row asks whether there is another. */
  @Override
  public int available() {
    return piece < pieces.size() - 1 || (piece < pieces.size() && at < pieces.get(piece).length())
        ? 1
        : 0;
  }
}
