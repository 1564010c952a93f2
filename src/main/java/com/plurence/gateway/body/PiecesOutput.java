package com.plurence.gateway.body;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A body that is being written. It grows by a piece at a time, each twice the one before up to a
 * bound, so that nothing is copied to grow and the whole is nowhere in one. For one thread.
 */
public final class PiecesOutput extends OutputStream {
  private static final int LARGEST_PIECE = 64 * 1024;
  private static final byte[] NONE = {};

  private final List<Buffer> pieces = new ArrayList<>(1);
  private byte[] piece = NONE;
  private int filled;

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int free = Math.min(piece.length - filled, length);
    System.arraycopy(bytes, from, piece, filled, free);
    filled += free;
    if (free < length) {
      begin(bytes, from + free, length - free);
    }
  }

  /** What is written at once, as all that is small is, gets a piece of its own length. */
  private void begin(byte[] bytes, int from, int length) {
    int next = piece.length == 0 ? length : Math.min(2 * piece.length, LARGEST_PIECE);
    finishPiece();
    piece = Arrays.copyOfRange(bytes, from, from + Math.max(length, next));
    filled = length;
  }

  private void finishPiece() {
    if (filled > 0) {
      pieces.add(BufferInternal.buffer(Unpooled.wrappedBuffer(piece, 0, filled)));
    }
    piece = NONE;
    filled = 0;
  }

  /** What has been written, which is all. */
  public Body take() {
    finishPiece();
    return Body.of(List.copyOf(pieces));
  }
}
