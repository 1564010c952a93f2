package com.plurence.gateway.storage.database;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those who wait for the store. When it stops answering, whoever is at work on it hangs; those who
 * wait for that must not. Safe on any thread.
 */
final class Waiters {
  private final Vertx vertx;
  private final Set<Waiter<?>> all = ConcurrentHashMap.newKeySet();

  Waiters(Vertx vertx) {
    this.vertx = vertx;
  }

  /** How many there are. */
  int size() {
    return all.size();
  }

  /** One more, on the caller's context. */
  <T> Waiter<T> enter() {
    Waiter<T> waiter = new Waiter<>();
    all.add(waiter);
    return waiter;
  }

  /** Fails for everyone who waits, with STORE_UNAVAILABLE. */
  void sendAway() {
    all.forEach(Waiter::leave);
  }

  /** Somebody who waits for one thing. */
  final class Waiter<T> {
    private final Context context = vertx.getOrCreateContext();
    private final Promise<T> answer = Promise.promise();
    private volatile boolean gone;

    /** Whether this one has been sent away: what it waits for need not be begun any more. */
    boolean gone() {
      return gone;
    }

    /** The outcome of {@code work}, or STORE_UNAVAILABLE when that comes earlier. */
    Future<T> await(Future<T> work) {
      work.onComplete(this::done);
      return answer.future();
    }

    private void done(AsyncResult<T> outcome) {
      all.remove(this);
      if (outcome.succeeded()) {
        answer.tryComplete(outcome.result());
      } else {
        answer.tryFail(outcome.cause());
      }
    }

    /** Fails with STORE_UNAVAILABLE, soon, if there is no response yet. */
    void leave() {
      gone = true;
      context.runOnContext(away -> answer.tryFail(ErrorCode.STORE_UNAVAILABLE.toException()));
    }
  }
}
