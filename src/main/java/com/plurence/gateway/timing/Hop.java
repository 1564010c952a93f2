package com.plurence.gateway.timing;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/**
 * The way back to the event loop of whoever waits: what has been asked may be answered on any
 * thread, while a request lives on one.
 */
public final class Hop {
  private Hop() {}

  /**
   * What becomes of {@code work}, on the context of whoever calls this; on any thread if the caller
   * has none. Only what is not known yet takes a turn of the event loop.
   */
  public static <T> Future<T> here(Future<T> work) {
    Context caller = Vertx.currentContext();
    if (caller != null && !work.isComplete()) {
      return to(caller, work);
    }
    // A future that is complete may still belong to another context, and would go on there.
    if (work.succeeded()) {
      return Future.succeededFuture(work.result());
    }
    return work.failed() ? Future.failedFuture(work.cause()) : work;
  }

  /** What becomes of {@code work}, on {@code context}. */
  public static <T> Future<T> to(Context context, Future<T> work) {
    Promise<T> there = Promise.promise();
    work.onComplete(outcome -> context.runOnContext(back -> there.handle(outcome)));
    return there.future();
  }
}
