package com.plurence.gateway.sse;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * What goes on to the client from one chunk: a slice of the chunk as long as the kept events lie
 * side by side in it, a copy from the first that does not.
 */
final class Forwarding {
  /** Shared by all: it has no room to write into. */
  private static final Buffer NOTHING = BufferInternal.buffer(Unpooled.EMPTY_BUFFER);

  private static final byte[] COLON = {':', ' '};

  private final boolean verbatim;
  private Buffer chunk = NOTHING;
  private byte @Nullable [] bytes;
  private int origin;
  private int runStart;
  private int runEnd;
  private @Nullable Buffer copy;

  /**
   * @param verbatim whether events are to go on in the form in which they came
   */
  Forwarding(boolean verbatim) {
    this.verbatim = verbatim;
  }

  /** Begins with a chunk whose byte 0 is {@code bytes[origin]}. */
  void begin(Buffer next, byte[] nextBytes, int nextOrigin) {
    chunk = next;
    bytes = nextBytes;
    origin = nextOrigin;
    runStart = nextOrigin;
    runEnd = nextOrigin;
    copy = null;
  }

  void add(SseEvent event) {
    if (event.isCanonical() || verbatim) {
      add(event.bytes(), event.start(), event.end());
    } else {
      render(event);
    }
  }

  /** Adds bytes as they are, from {@code start} to before {@code end}. */
  void add(byte[] source, int start, int end) {
    if (copy == null && source == bytes && joins(start)) {
      runEnd = end;
    } else {
      copied().appendBytes(source, start, end - start);
    }
  }

  /** Gives what was added, and forgets it. */
  Buffer take() {
    Buffer taken = copy;
    if (taken == null) {
      taken = run();
    }
    chunk = NOTHING;
    bytes = null;
    copy = null;
    runStart = 0;
    runEnd = 0;
    return taken;
  }

  private boolean joins(int start) {
    if (runStart == runEnd) {
      runStart = start;
      return true;
    }
    return runEnd == start;
  }

  private Buffer run() {
    int length = runEnd - runStart;
    if (length == 0) {
      return NOTHING;
    }
    return length == chunk.length() ? chunk : chunk.slice(runStart - origin, runEnd - origin);
  }

  private void render(SseEvent event) {
    Buffer out = copied();
    Lines lines = new Lines(event.bytes(), event.start(), event.end());
    while (lines.advance()) {
      out.appendBytes(event.bytes(), lines.nameStart(), lines.nameEnd() - lines.nameStart());
      out.appendBytes(COLON);
      out.appendBytes(event.bytes(), lines.valueStart(), lines.valueEnd() - lines.valueStart());
      out.appendByte(LineEnds.LF);
    }
    out.appendByte(LineEnds.LF);
  }

  private Buffer copied() {
    Buffer out = copy;
    if (out == null) {
      out = Buffer.buffer(chunk.length() + 64);
      if (bytes != null && runEnd > runStart) {
        out.appendBytes(bytes, runStart, runEnd - runStart);
      }
      copy = out;
    }
    return out;
  }
}
