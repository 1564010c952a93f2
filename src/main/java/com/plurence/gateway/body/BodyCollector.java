package com.plurence.gateway.body;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the pieces of a body as they come. What is sent byte by byte would cost a hundred times
 * its length in pieces, so from the fifth on small ones are copied together. For one thread.
 */
public final class BodyCollector {
  private static final int KEPT_AS_THEY_ARE = 4;
  private static final int SMALL = 4 * 1024;
  private static final int BLOCK = 16 * 1024;

  private List<Buffer> pieces = new ArrayList<>(KEPT_AS_THEY_ARE);
  private @Nullable Buffer block;
  private long length;

  /** Appends the next piece, which must not change afterwards. */
  public void add(Buffer piece) {
    length += piece.length();
    if (pieces.size() < KEPT_AS_THEY_ARE || piece.length() > SMALL) {
      pieces.add(piece);
      block = null;
    } else {
      blockFor(piece.length()).appendBuffer(piece);
    }
  }

  private Buffer blockFor(int bytes) {
    Buffer open = block;
    if (open == null || open.length() + bytes > BLOCK) {
      open = Buffer.buffer(BLOCK);
      block = open;
      pieces.add(open);
    }
    return open;
  }

  /** How many bytes have come so far. */
  public long length() {
    return length;
  }

  /** Hands over what has come, and begins anew with nothing. */
  public Body take() {
    Body body = new Body(pieces, length);
    clear();
    return body;
  }

  /** Lets go of what has come. */
  public void clear() {
    pieces = new ArrayList<>(0);
    block = null;
    length = 0;
  }
}
