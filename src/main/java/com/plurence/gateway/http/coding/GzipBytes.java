package com.plurence.gateway.http.coding;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952), one member after the other. The JDK's own reader calls itself for each
 * member without content, so that many of them end its thread, and takes anything for an end.
 */
final class GzipBytes extends InputStream {
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream coded;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] held = new byte[8192];
  private int at;
  private int end;
  private boolean inMember;
  private boolean any;

  GzipBytes(InputStream coded) {
    this.coded = coded;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0) {
      if (!inMember && !begin()) {
        return -1;
      }
      int inflated = inflate(bytes, offset, length);
      if (inflated > 0) {
        checksum.update(bytes, offset, inflated);
        return inflated;
      }
    }
    return 0;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      int inflated = inflater.inflate(bytes, offset, length);
      if (inflated == 0) {
        if (inflater.finished()) {
          endMember();
        } else if (inflater.needsDictionary()) {
          throw new IOException("a dictionary is wanted");
        } else {
          more();
          inflater.setInput(held, at, end - at);
        }
      }
      return inflated;
    } catch (DataFormatException broken) {
      throw new IOException(broken);
    }
  }

  /** Begins the next member, if there is one; there is at least one. */
  private boolean begin() throws IOException {
    if (at == end && !fill()) {
      if (any) {
        return false;
      }
      throw new EOFException();
    }
    any = true;
    int magic = next() | next() << 8;
    int method = next();
    int flags = next();
    if (magic != MAGIC || method != DEFLATE || (flags & RESERVED) != 0) {
      throw new IOException("not gzip");
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
      skipText();
    }
    skip((flags & HEADER_CHECKSUM) == 0 ? 0 : 2);
    inflater.reset();
    inflater.setInput(held, at, end - at);
    checksum.reset();
    inMember = true;
    return true;
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    long size = inflater.getBytesWritten();
    if (number() != checksum.getValue() || number() != (size & 0xFFFFFFFFL)) {
      throw new IOException("the checksum is another");
    }
    inMember = false;
  }

  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int letter = next();
    while (letter != 0) {
      letter = next();
    }
  }

  private int next() throws IOException {
    if (at == end) {
      more();
    }
    return held[at++] & 0xFF;
  }

  private void more() throws IOException {
    if (!fill()) {
      throw new EOFException();
    }
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, coded.read(held, 0, held.length));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    coded.close();
  }
}
