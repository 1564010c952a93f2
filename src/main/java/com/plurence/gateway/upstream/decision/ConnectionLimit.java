package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.UpstreamConfig.Pool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests one target may have in flight, and how many may wait for their turn, over all
 * event loops. Each loop has a pool of its own, so nothing but this holds for all of them. Without
 * locks.
 */
public final class ConnectionLimit {
  private final Pool limits;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Queue<Waiter> queue = new ConcurrentLinkedQueue<>();

  ConnectionLimit(Pool limits) {
    this.limits = limits;
  }

  private record Waiter(Context context, Promise<Slot> turn) {}

  /** Leave to have one request in flight. */
  public final class Slot {
    private boolean released;

    /** Gives the place to the next in line; only the first call counts. */
    public void release() {
      if (!released) {
        released = true;
        passOn();
      }
    }
  }

  /**
   * A slot, now or when one becomes free; empty when the queue is full. Whoever no longer wants it
   * must release it when it comes.
   */
  public Optional<Future<Slot>> acquire(Vertx vertx) {
    if (take()) {
      return Optional.of(Future.succeededFuture(new Slot()));
    }
    if (waiting.incrementAndGet() > limits.queue()) {
      waiting.decrementAndGet();
      return Optional.empty();
    }
    Waiter waiter = new Waiter(vertx.getOrCreateContext(), Promise.promise());
    queue.add(waiter);
    serveQueue();
    return Optional.of(waiter.turn().future());
  }

  private boolean take() {
    while (true) {
      int seen = taken.get();
      if (seen >= limits.size()) {
        return false;
      }
      if (taken.compareAndSet(seen, seen + 1)) {
        return true;
      }
    }
  }

  private void passOn() {
    taken.decrementAndGet();
    if (waiting.get() > 0) {
      serveQueue();
    }
  }

  /**
   * A slot may have become free between a look at the count and the place in the queue: whoever
   * comes last serves.
   */
  private void serveQueue() {
    while (!queue.isEmpty() && take()) {
      Waiter next = queue.poll();
      if (next == null) {
        taken.decrementAndGet();
      } else {
        waiting.decrementAndGet();
        next.context().runOnContext(turn -> next.turn().complete(new Slot()));
      }
    }
  }

  /** Requests waiting for a slot. */
  public int waiting() {
    return waiting.get();
  }

  /** Requests that hold a slot. */
  public int inUse() {
    return taken.get();
  }
}
