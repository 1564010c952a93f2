package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.config.provider.UpstreamConfig.Pool;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final Queue<SlotRequest> queue = new ConcurrentLinkedQueue<>();

  ConnectionLimit(Pool limits) {
    this.limits = limits;
  }

  /** Waits for a slot in the queue, if it has none at once; used on the event loop that asked. */
  public static final class SlotRequest {
    private final ConnectionLimit limit;
    private final Context context;
    private final Promise<Slot> promise = Promise.promise();

    /** Decided once: by whoever serves the queue, or by whoever leaves it. */
    private final AtomicBoolean decided = new AtomicBoolean();

    private SlotRequest(ConnectionLimit limit, Context context) {
      this.limit = limit;
      this.context = context;
    }

    /** Completes with the slot on the event loop that asked; never, if it was cancelled before. */
    public Future<Slot> slot() {
      return promise.future();
    }

    /**
     * Leaves the queue. A slot that was on its way already goes to the next in line; one that has
     * come must be released as ever.
     */
    public void cancel() {
      if (decided.compareAndSet(false, true)) {
        limit.queue.remove(this);
        limit.waiting.decrementAndGet();
      } else if (!promise.future().isComplete()) {
        promise.future().onSuccess(Slot::release);
      }
    }
  }

  /** Leave to have one request in flight; used on the event loop that asked. */
  public static final class Slot {
    private final ConnectionLimit limit;
    private boolean released;

    private Slot(ConnectionLimit limit) {
      this.limit = limit;
    }

    /** Gives the place to the next in line; only the first call counts. */
    public void release() {
      if (!released) {
        released = true;
        limit.giveBack();
      }
    }
  }

  /** Asks for a slot, now or when one becomes free; empty when the queue is full. */
  public Optional<SlotRequest> acquire(Vertx vertx) {
    SlotRequest request = new SlotRequest(this, vertx.getOrCreateContext());
    if (take()) {
      request.decided.set(true);
      request.promise.complete(new Slot(this));
      return Optional.of(request);
    }
    if (waiting.incrementAndGet() > limits.queue()) {
      waiting.decrementAndGet();
      return Optional.empty();
    }
    queue.add(request);
    serveQueue();
    return Optional.of(request);
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

  private void giveBack() {
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
      SlotRequest next = queue.poll();
      if (next != null && next.decided.compareAndSet(false, true)) {
        waiting.decrementAndGet();
        next.context.runOnContext(now -> next.promise.complete(new Slot(this)));
      } else {
        taken.decrementAndGet();
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
