package com.plurence.gateway.storage.query;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * Lets only a few long questions at a store at once: it has few threads, and requests to models
 * must not wait behind sums of millions of records. The others wait in line. Safe on any thread.
 */
final class Turns {
  private static final int AT_ONCE = 3;
  private static final int MOST_WAITING = 200;

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int taken;

  /** Asks {@code question} when it is its turn; STORE_UNAVAILABLE if the line is too long. */
  <T> Future<T> take(Supplier<Future<T>> question) {
    Promise<T> answer = Promise.promise();
    Runnable turn = () -> question.get().onComplete(answer).onComplete(done -> next());
    synchronized (this) {
      if (taken == AT_ONCE) {
        if (waiting.size() == MOST_WAITING) {
          return Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException());
        }
        waiting.add(turn);
        return answer.future();
      }
      taken++;
    }
    turn.run();
    return answer.future();
  }

  private void next() {
    Runnable turn;
    synchronized (this) {
      turn = waiting.poll();
      if (turn == null) {
        taken--;
        return;
      }
    }
    turn.run();
  }
}
