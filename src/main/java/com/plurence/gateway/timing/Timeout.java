package com.plurence.gateway.timing;

/** One pending entry of {@link LoopTimers}; used on the loop that it was started on. */
public final class Timeout {
  final Runnable action;
  final long due;
  private final LoopTimers owner;
  Timeout next = this;
  private Timeout previous = this;

  Timeout(LoopTimers owner, Runnable action, long due) {
    this.owner = owner;
    this.action = action;
    this.due = due;
  }

  /** The head of a slot's ring. */
  static Timeout head(LoopTimers owner) {
    return new Timeout(owner, () -> {}, Long.MAX_VALUE);
  }

  /** Never fires from now on; harmless when it has fired or was cancelled already. */
  public void cancel() {
    if (!pending()) {
      return;
    }
    owner.count(-1);
    previous.next = next;
    next.previous = previous;
    next = this;
    previous = this;
  }

  boolean pending() {
    return next != this;
  }

  void insert(Timeout timeout) {
    owner.count(1);
    timeout.previous = previous;
    timeout.next = this;
    previous.next = timeout;
    previous = timeout;
  }
}
