package com.plurence.gateway.record;

/** Where a request stands. The first step out of {@link #OPEN} counts, and there is no other. */
public enum Lifecycle {
  /** The response is not complete, and its client waits for it. */
  OPEN,

  /** The response was handed whole to the connection; what becomes of that later is no matter. */
  ENDED,

  /** The client left before the response was complete. */
  CLIENT_LEFT,

  /** The gateway broke the response off, so that nobody takes it for a whole one. */
  ABORTED;

  /** Nginx's status for a client that left; a value of the log and the metrics, never sent. */
  private static final int CLIENT_DISCONNECT = 499;

  /** The status of a request that stands here. */
  int status(int sent) {
    return this == CLIENT_LEFT ? CLIENT_DISCONNECT : sent;
  }
}
