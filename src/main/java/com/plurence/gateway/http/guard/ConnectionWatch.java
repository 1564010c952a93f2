package com.plurence.gateway.http.guard;

import io.netty.buffer.ByteBuf;

/** Where a connection stands, as its guards see it. Lives on the connection's event loop. */
final class ConnectionWatch {
  private final long headerNanos;
  private final long keepAliveNanos;
  private int open;
  private long messages;
  private boolean multiplexes;
  private boolean headPending;
  private boolean headTimed;
  private boolean bodyPending;
  private boolean broken;
  private long deadline;

  ConnectionWatch(ConnectionLimits limits) {
    headerNanos = limits.header().toNanos();
    keepAliveNanos = limits.keepAlive().toNanos();
    sign();
  }

  /**
   * Bytes have come in. Those of a body belong to a request that is known already, even if it was
   * answered before they came; and an empty line before a request is none of it (RFC 9112, section
   * 2.2).
   */
  void bytes(ByteBuf bytes) {
    if (multiplexes) {
      sign();
    } else if (open == 0 && !headPending && !bodyPending && beginsHead(bytes)) {
      headPending = true;
      headTimed = false;
    }
  }

  private static boolean beginsHead(ByteBuf bytes) {
    return bytes.forEachByte(next -> next == '\r' || next == '\n') >= 0;
  }

  /** The decoder has made something of what came in. */
  void message() {
    messages++;
  }

  /** How many messages the decoder has made. */
  long messages() {
    return messages;
  }

  /** All that could be read was read, and a head that has begun is not complete. */
  void headIsSlow() {
    if (!headTimed) {
      headTimed = true;
      deadline = System.nanoTime() + headerNanos;
    }
  }

  /** The connection turned out to carry many requests at once, so that it has no one state. */
  void multiplexes() {
    multiplexes = true;
    headPending = false;
    sign();
  }

  /** The head of a request is complete. */
  void head() {
    headPending = false;
    bodyPending = true;
    open++;
  }

  /** A request is complete. */
  void body() {
    bodyPending = false;
  }

  /** What came in is no HTTP, so that nobody knows where the next request would begin. */
  void broken() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  /** Whether every request so far is answered. */
  boolean isIdle() {
    return open == 0;
  }

  /** A response is complete. */
  void answered() {
    open = Math.max(0, open - 1);
    if (open == 0) {
      sign();
    }
  }

  /** A sign of life, from which idleness counts. */
  void sign() {
    deadline = System.nanoTime() + keepAliveNanos;
  }

  boolean headPending() {
    return headPending;
  }

  /** Whether the request that is being read is not complete. */
  boolean bodyPending() {
    return bodyPending;
  }

  /**
   * Whether the client may still be sending, so that closing at once could destroy the answer on
   * its way.
   */
  boolean unread() {
    return bodyPending || broken;
  }

  /**
   * Nanoseconds until the connection has been idle or slow for too long; not positive when it has.
   */
  long remaining() {
    return open > 0 ? keepAliveNanos : deadline - System.nanoTime();
  }
}
