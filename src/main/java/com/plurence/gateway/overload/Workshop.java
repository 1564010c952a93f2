package com.plurence.gateway.overload;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Where large bodies are worked on, off the event loops. Work makes copies that live no longer than
 * it does: for them there is room of its own, as much as a {@link ByteBudget} has for what is held,
 * so that work never waits for those who wait for it. What needs more than half of the room is done
 * one after the other. Safe on any thread.
 */
public final class Workshop {
  private final ByteBudget room;
  private final Line line;

  Workshop(ByteBudget room) {
    this.room = room;
    this.line = room.answers();
  }

  /**
   * Does {@code work} on a thread of its own once there is room for it; called on an event loop.
   *
   * @param exchange for which it is done; if it ends before, nothing is
   * @param needed bytes that the work holds at most; some more than there are may be had alone
   * @param refusal what is told whoever waited too long, or needs more than there could ever be
   */
  public <T> Future<T> employ(
      Holding exchange,
      long needed,
      Supplier<? extends RuntimeException> refusal,
      Callable<Future<T>> work) {
    if (needed > 2 * room.limit()) {
      return Future.failedFuture(refusal.get());
    }
    Vertx vertx = Vertx.currentContext().owner();
    Holding place = new Holding(room);
    return place
        .obtain(line, Math.min(needed, line.most()), refusal)
        .compose(
            entered ->
                exchange.isOver()
                    ? Future.failedFuture(refusal.get())
                    : vertx.executeBlocking(work, false))
        .compose(done -> done)
        .onComplete(done -> place.end());
  }
}
