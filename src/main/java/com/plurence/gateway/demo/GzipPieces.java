package com.plurence.gateway.demo;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.zip.GZIPOutputStream;

/** The same pieces compressed, each readable as soon as it has arrived. */
final class GzipPieces implements Iterator<Buffer> {
  private static final int BUFFER = 512;

  private final Iterator<Buffer> pieces;
  private final boolean complete;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final GZIPOutputStream gzip;
  private boolean begun;

  /**
   * @param complete whether the trailer follows the last piece
   */
  GzipPieces(Iterator<Buffer> pieces, boolean complete) {
    this.pieces = pieces;
    this.complete = complete;
    try {
      this.gzip = new GZIPOutputStream(bytes, BUFFER, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An empty body has a header and a trailer, too. */
  @Override
  public boolean hasNext() {
    return pieces.hasNext() || (!begun && complete);
  }

  @Override
  public Buffer next() {
    begun = true;
    try {
      if (pieces.hasNext()) {
        gzip.write(pieces.next().getBytes());
        gzip.flush();
      }
      if (complete && !pieces.hasNext()) {
        gzip.finish();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Buffer piece = Buffer.buffer(bytes.toByteArray());
    bytes.reset();
    return piece;
  }
}
