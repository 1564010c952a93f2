package com.plurence.gateway.timing;

/** One pending entry of {@link LoopTimers}; used on the loop that it was started on. */
public final class Timeout {
  final Runnable action;
  final long due;
  Timeout next = this;
  private Timeout previous = this;

  Timeout() {
    this(() -> {}, Long.MAX_VALUE);
  }

  Timeout(Runnable action, long due) {
    this.action = action;
    this.due = due;
  }

  /** Never fires from now on; harmless when it has fired or was cancelled already. */
  public void cancel() {
    previous.next = next;
    next.previous = previous;
    next = this;
    previous = this;
  }

  boolean pending() {
    return next != this;
  }

  void insert(Timeout timeout) {
    timeout.previous = previous;
    timeout.next = this;
    previous.next = timeout;
    previous = timeout;
  }
}
