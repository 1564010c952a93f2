package com.plurence.gateway.demo;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;

/** The same bytes in pieces of another size, across the bounds of the former. */
final class SplitPieces implements Iterator<Buffer> {
  private final Iterator<Buffer> pieces;
  private final int size;
  private Buffer rest = Buffer.buffer();

  SplitPieces(Iterator<Buffer> pieces, int size) {
    this.pieces = pieces;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    return rest.length() > 0 || pieces.hasNext();
  }

  @Override
  public Buffer next() {
    if (rest.length() < size && pieces.hasNext()) {
      Buffer more = Buffer.buffer().appendBuffer(rest);
      while (more.length() < size && pieces.hasNext()) {
        more.appendBuffer(pieces.next());
      }
      rest = more;
    }
    int length = Math.min(size, rest.length());
    Buffer piece = rest.slice(0, length);
    rest = rest.slice(length, rest.length());
    return piece;
  }
}
