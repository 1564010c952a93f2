package com.plurence.gateway.http.coding;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The decoder of brotli leaves some broken input to the bounds of its arrays. */
final class BrotliBytes extends FilterInputStream {
  BrotliBytes(InputStream decoder) {
    super(decoder);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IndexOutOfBoundsException | IllegalStateException broken) {
      throw new IOException("not brotli", broken);
    }
  }
}
