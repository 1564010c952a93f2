package com.plurence.gateway.storage.query;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets only a few long questions at a store at once: it has few threads, and requests to models
 * must not wait behind sums of millions of records. The others wait in line. Safe on any thread,
 * and without a lock, as event loops ask.
 */
final class Turns {
  private static final int AT_ONCE = 3;
  private static final int MOST_WAITING = 200;

  private final Queue<Runnable> line = new ConcurrentLinkedQueue<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  /** Asks {@code question} when it is its turn; STORE_UNAVAILABLE if the line is too long. */
  <T> Future<T> take(Supplier<Future<T>> question) {
    if (!enter(open, AT_ONCE + MOST_WAITING)) {
      return Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException());
    }
    Promise<T> answer = Promise.promise();
    line.add(() -> question.get().onComplete(answer).onComplete(done -> leave()));
    go();
    return answer.future();
  }

  private static boolean enter(AtomicInteger count, int most) {
    return count.getAndUpdate(now -> now < most ? now + 1 : now) < most;
  }

  private void leave() {
    open.decrementAndGet();
    taken.decrementAndGet();
    go();
  }

  /** Whoever finds no free turn may go: the one that gives one back looks at the line again. */
  private void go() {
    while (!line.isEmpty() && enter(taken, AT_ONCE)) {
      Runnable turn = line.poll();
      if (turn == null) {
        taken.decrementAndGet();
      } else {
        turn.run();
      }
    }
  }
}
