package com.plurence.gateway.overload;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pieces of a body that is held. What is sent byte by byte would cost a hundred times its
 * length in pieces, so from the fifth on small ones are copied together. For one thread.
 */
public final class Collected {
  private static final int KEPT_AS_THEY_ARE = 4;
  private static final int SMALL = 4 * 1024;
  private static final int BLOCK = 16 * 1024;

  private final List<Buffer> pieces = new ArrayList<>(KEPT_AS_THEY_ARE);
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

  /** Lets go of the bytes. */
  public void clear() {
    pieces.clear();
    block = null;
    length = 0;
  }

  /** The pieces so far, in their order. */
  public List<Buffer> pieces() {
    return Collections.unmodifiableList(pieces);
  }

  /** How many bytes they have together. */
  public long length() {
    return length;
  }
}
