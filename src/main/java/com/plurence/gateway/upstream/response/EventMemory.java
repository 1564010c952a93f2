package com.plurence.gateway.upstream.response;

import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.upstream.decision.UpstreamFault;

/**
 * What a stream holds of the bytes that all may hold together, while it collects a large event. A
 * stream can't wait for room, since its client waits for the next event, so it takes what it needs
 * out of turn. Lives on one event loop.
 */
final class EventMemory {
  /** Bytes that cost nothing: no usual event has more. */
  private static final int FREE = 64 * 1024;

  private final Holding holding;
  private long room;

  EventMemory(Holding holding) {
    this.holding = holding;
  }

  /**
   * Makes room for an event of which {@code bytes} have come without its end, and for the growth of
   * the array in which they are. What an event had goes back with the first piece behind it, when
   * the client has read it.
   *
   * @return false if there is no room
   */
  boolean hold(long bytes) {
    if (bytes <= FREE) {
      holding.give(room);
      room = 0;
      return true;
    }
    long more = 2 * bytes - room;
    boolean fits = more <= 0 || holding.takeOutOfTurn(holding.budget().answers(), more);
    room += fits ? Math.max(0, more) : 0;
    return fits;
  }

  /** What is wrong when there is none. */
  UpstreamFault refusal() {
    return AttemptFailure.withoutRoom(holding).fault();
  }
}
