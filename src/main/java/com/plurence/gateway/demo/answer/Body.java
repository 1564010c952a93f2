package com.plurence.gateway.demo.answer;

import io.vertx.core.buffer.Buffer;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A body of known length, made piece by piece: a beginning, a run of filling, an end.
 *
 * @param filling how many letters stand between the two
 */
public record Body(Buffer beginning, int filling, Buffer end) {
  private static final int PIECE = 16 << 10;
  private static final Buffer LETTERS = Buffer.buffer("x".repeat(PIECE));

  /** A body that is there already. */
  public static Body of(Buffer whole) {
    return new Body(whole, 0, Buffer.buffer());
  }

  /** A body in UTF-8. */
  public static Body of(String whole) {
    return of(Buffer.buffer(whole));
  }

  /** How many bytes all pieces have. */
  public long length() {
    return (long) beginning.length() + filling + end.length();
  }

  /** The first {@code most} bytes, in pieces of at most 16 KiB. */
  Iterator<Buffer> pieces(long most) {
    return new Pieces(Math.min(most, length()));
  }

  private Buffer piece(long from, int length) {
    Buffer piece = Buffer.buffer(length);
    while (piece.length() < length) {
      append(piece, from + piece.length(), length - piece.length());
    }
    return piece;
  }

  private void append(Buffer piece, long from, int most) {
    long afterBeginning = from - beginning.length();
    if (afterBeginning < 0) {
      int at = (int) from;
      piece.appendBuffer(beginning, at, Math.min(most, beginning.length() - at));
    } else if (afterBeginning < filling) {
      piece.appendBuffer(LETTERS, 0, (int) Math.min(most, filling - afterBeginning));
    } else {
      int at = (int) (afterBeginning - filling);
      piece.appendBuffer(end, at, Math.min(most, end.length() - at));
    }
  }

  private final class Pieces implements Iterator<Buffer> {
    private final long most;
    private long sent;

    Pieces(long most) {
      this.most = most;
    }

    @Override
    public boolean hasNext() {
      return sent < most;
    }

    @Override
    public Buffer next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Buffer piece = piece(sent, (int) Math.min(PIECE, most - sent));
      sent += piece.length();
      return piece;
    }
  }
}
