package com.plurence.gateway.http.guard;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections of the one listener whose number is limited, so that a crowd of applications does
 * not keep out whoever asks how the gateway is. Safe on any thread.
 */
public final class CountedConnections {
  private final int most;
  private final AtomicInteger open = new AtomicInteger();
  private volatile int port;

  /**
   * @param port of the listener; 0 while it is not known
   * @param most connections open at once
   */
  public CountedConnections(int port, int most) {
    this.port = port;
    this.most = most;
  }

  /** The listener is bound to {@code port}. */
  public void countAt(int bound) {
    port = bound;
  }

  boolean countsAt(SocketAddress local) {
    return local instanceof InetSocketAddress address && address.getPort() == port;
  }

  /** Takes a place; false if there is none. */
  boolean enter() {
    if (open.incrementAndGet() <= most) {
      return true;
    }
    open.decrementAndGet();
    return false;
  }

  /** Gives a place back. */
  void leave() {
    open.decrementAndGet();
  }
}
