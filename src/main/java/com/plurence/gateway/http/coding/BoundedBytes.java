package com.plurence.gateway.http.coding;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What one coding gives and the next one takes: not more than a body may have. */
final class BoundedBytes extends FilterInputStream {
  private final long limit;
  private long given;

  BoundedBytes(InputStream bytes, long limit) {
    super(bytes);
    this.limit = limit;
  }

  /** There is more than allowed. */
  static final class TooMany extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) throws TooMany {
    given += bytes;
    if (given > limit) {
      throw new TooMany();
    }
  }
}
