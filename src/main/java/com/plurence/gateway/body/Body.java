package com.plurence.gateway.body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.InputStream;
import java.util.List;

/**
 * The body of a request or a response, in the pieces in which it came: none is copied to be passed
 * on, and none changes, so that a body can be sent as often as need be. For one thread.
 */
public final class Body {
  private final long length;
  private List<Buffer> pieces;

  /**
   * @param pieces in their order, in a list that does not change
   * @param length bytes of all pieces together
   */
  public Body(List<Buffer> pieces, long length) {
    this.pieces = pieces;
    this.length = length;
  }

  /** A body of one piece. */
  public static Body of(Buffer piece) {
    return new Body(List.of(piece), piece.length());
  }

  /** A body of these pieces, in a list that does not change. */
  public static Body of(List<Buffer> pieces) {
    long length = 0;
    for (Buffer piece : pieces) {
      length += piece.length();
    }
    return new Body(pieces, length);
  }

  /** A body without a byte. */
  public static Body empty() {
    return new Body(List.of(), 0);
  }

  /** The pieces in their order; none once the body was released. */
  public List<Buffer> pieces() {
    return pieces;
  }

  /** Bytes of all pieces together. */
  public long length() {
    return length;
  }

  /** The body as one array, which is a copy. */
  public byte[] bytes() {
    byte[] bytes = new byte[(int) length];
    int at = 0;
    for (Buffer piece : pieces) {
      piece.getBytes(bytes, at);
      at += piece.length();
    }
    return bytes;
  }

  /** The body from its first byte to its last, without a copy. */
  public InputStream stream() {
    return new ByteBufInputStream(((BufferInternal) joined()).getByteBuf().duplicate());
  }

  /** The body as one buffer, which is a copy. */
  public Buffer copy() {
    Buffer copy = Buffer.buffer((int) length);
    pieces.forEach(copy::appendBuffer);
    return copy;
  }

  /**
   * The body as one buffer over its pieces, none of them copied, so that it leaves in one write.
   */
  public Buffer joined() {
    if (pieces.size() == 1) {
      return pieces.get(0);
    }
    ByteBuf[] bytes = new ByteBuf[pieces.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = ((BufferInternal) pieces.get(i)).getByteBuf();
    }
    return BufferInternal.buffer(Unpooled.wrappedBuffer(Math.max(1, bytes.length), bytes));
  }

  /** Lets go of the bytes: nobody will ask for them again, though this may live on for long. */
  public void release() {
    pieces = List.of();
  }
}
