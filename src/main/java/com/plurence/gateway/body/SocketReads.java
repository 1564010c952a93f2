package com.plurence.gateway.body;

/**
 * Whether the gateway reads from the connection that a body comes on. A paused Vert.x stream goes
 * on reading until two dozen more pieces wait in its queues; this stops the socket itself, so that
 * a reader that can't keep up leaves one read in memory and not twenty-four. Lives on the event
 * loop of the connection.
 */
public interface SocketReads {
  /** Of a body whose sender waits to be asked, so that there is nothing to stop. */
  SocketReads UNCHANGED = reading -> {};

  void set(boolean reading);
}
