package com.plurence.gateway.record;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bodies of one request and its response as they pass, none of their pieces copied. Lives on
 * the event loop of its request until {@link #close}; after that it may be read on any thread.
 */
public final class BodyCopies {
  /** Kept beyond the end, so that a secret that lies across it is seen as a whole. */
  private static final long OVERLAP = 1_024;

  private final BodyCopying all;
  private final long each;
  private final Part request = new Part();
  private final Part response = new Part();
  private boolean closed;
  private boolean dropped;
  private long held;

  BodyCopies(BodyCopying all, long each) {
    this.all = all;
    this.each = each;
  }

  /** The beginning of one body. */
  private static final class Part {
    private List<Buffer> pieces = new ArrayList<>();
    private long length;
    private boolean cut;
  }

  /** A piece of the request's body, which must not change any more. */
  public void request(Buffer piece) {
    add(request, piece);
  }

  /** A piece of the response's body, which must not change any more. */
  public void response(Buffer piece) {
    add(response, piece);
  }

  private void add(Part part, Buffer piece) {
    long room = each + OVERLAP - part.length;
    int bytes = (int) Math.min(room, piece.length());
    if (closed || dropped || bytes <= 0) {
      part.cut |= piece.length() > 0;
      return;
    }
    if (!all.take(bytes)) {
      drop();
      return;
    }
    held += bytes;
    part.length += bytes;
    part.cut |= part.length > each;
    part.pieces.add(bytes == piece.length() ? piece : piece.slice(0, bytes));
  }

  /** Nothing more is kept. */
  public void close() {
    closed = true;
  }

  /** Whether there are bodies, rather than none for want of room. */
  public boolean isThere() {
    return !dropped;
  }

  /** Gives the bodies up, and counts that. */
  public void drop() {
    if (!dropped) {
      dropped = true;
      release();
      all.drop();
    }
  }

  /** Whether more than the beginning of one of them has passed. */
  public boolean isCut() {
    return request.cut || response.cut;
  }

  /** Bytes of one body that are to be kept at most; {@link #request()} may have a few more. */
  public int most() {
    return (int) Math.min(Integer.MAX_VALUE, each);
  }

  /** The beginning of the request's body, as a copy. */
  public byte[] request() {
    return bytes(request);
  }

  /** The beginning of the response's body, as a copy. */
  public byte[] response() {
    return bytes(response);
  }

  private static byte[] bytes(Part part) {
    byte[] bytes = new byte[(int) part.length];
    int at = 0;
    for (Buffer piece : part.pieces) {
      piece.getBytes(bytes, at);
      at += piece.length();
    }
    return bytes;
  }

  /** Lets go of the bytes, once. */
  public void release() {
    closed = true;
    all.give(held);
    held = 0;
    request.pieces = List.of();
    response.pieces = List.of();
  }
}
