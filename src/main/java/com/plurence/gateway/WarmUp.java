package com.plurence.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;

/**
 * What a process does slowly only when it does it for the first time: done at the start, on a
 * thread of its own, as no event loop shall wait for it. Whoever needs it earlier does it then.
 */
final class WarmUp {
  private WarmUp() {}

  /** Begins to do {@code firsts}, one after another; none of them may fail. */
  static void begin(Vertx vertx, List<Runnable> firsts) {
    WorkerExecutor worker = vertx.createSharedWorkerExecutor("warm-up", 1);
    worker
        .executeBlocking(
            () -> {
              firsts.forEach(Runnable::run);
              return null;
            })
        .onComplete(done -> worker.close());
  }
}
