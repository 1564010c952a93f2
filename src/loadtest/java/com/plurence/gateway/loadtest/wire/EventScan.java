package com.plurence.gateway.loadtest.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Finds in a stream the chunks that carry a time, {@code "content":"123456789"}, and the end,
 * {@code [DONE]}, over bytes cut anywhere. Neither pattern repeats its first byte, so that a
 * mismatch need not look back.
 */
final class EventScan {
  /** Is told of each chunk when its last byte has been read. */
  interface Listener {
    /**
     * @param stamp the provider's clock when it wrote the chunk, in nanoseconds
     */
    void chunk(long stamp);
  }

  private static final byte[] CONTENT = "content\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  private final Listener listener;
  private int matched;
  private int matchedDone;
  private long stamp;

  EventScan(Listener listener) {
    this.listener = listener;
  }

  /** Whether the stream has ended as it should. */
  boolean done() {
    return matchedDone == DONE.length;
  }

  void read(ByteBuf bytes, int index, int length) {
    for (int i = index; i < index + length; i++) {
      read(bytes.getByte(i));
    }
  }

  private void read(byte next) {
    if (matched == CONTENT.length) {
      readStamp(next);
    } else if (next == CONTENT[matched]) {
      matched++;
    } else {
      matched = next == CONTENT[0] ? 1 : 0;
    }
    if (matchedDone < DONE.length) {
      if (next == DONE[matchedDone]) {
        matchedDone++;
      } else {
        matchedDone = next == DONE[0] ? 1 : 0;
      }
    }
  }

  private void readStamp(byte next) {
    if (next >= '0' && next <= '9') {
      stamp = stamp * 10 + next - '0';
    } else {
      if (stamp > 0) {
        listener.chunk(stamp);
      }
      stamp = 0;
      matched = 0;
    }
  }
}
