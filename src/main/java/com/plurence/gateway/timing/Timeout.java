package com.plurence.gateway.timing;

/** One pending entry of {@link LoopTimers}; used on the loop that it was started on. */
public final class Timeout {
  final Runnable action;
  private final long ticks;
  private long due = Long.MAX_VALUE;
  private final LoopTimers owner;
  Timeout next = this;
  private Timeout previous = this;

  /**
   * @param ticks to wait, from the tick at which this is placed
   */
  Timeout(LoopTimers owner, Runnable action, long ticks) {
    this.owner = owner;
    this.action = action;
    this.ticks = ticks;
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
    unlink();
  }

  private void unlink() {
    previous.next = next;
    next.previous = previous;
    next = this;
    previous = this;
  }

  /** Leaves its ring, to be put where it is due. */
  void placeAt(long tick) {
    unlink();
    due = tick + ticks;
  }

  /** The tick at which it fires, once it is placed. */
  long due() {
    return due;
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
