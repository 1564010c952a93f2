package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.VerticleConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.error.MessageCode;
import com.plurence.gateway.extension.GatewayEvent;
import com.plurence.gateway.extension.host.ownership.RegisteredError;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One instance of an extension, as the event loops of the gateway ask it. Whatever the extension
 * does, a response comes back to the loop that asked, within the deadline, once.
 */
final class Instance {
  /** Questions to one instance that nobody has looked at: more mean that it is stuck. */
  private static final int MOST_WAITING = 10_000;

  /** When to come back, for an extension that limits a rate and does not say. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final VerticleConfig entry;
  private final Context context;
  private final Registrations registrations;
  private final Complaints complaints;
  private final AtomicInteger waiting = new AtomicInteger();

  /** Whether a question has waited in vain to be looked at, and still does. */
  private volatile boolean stuck;

  Instance(
      VerticleConfig entry, Context context, Registrations registrations, Complaints complaints) {
    this.entry = entry;
    this.context = context;
    this.registrations = registrations;
    this.complaints = complaints;
  }

  VerticleConfig entry() {
    return entry;
  }

  Context context() {
    return context;
  }

  Registrations registrations() {
    return registrations;
  }

  /** Lets its backends answer; completes when they do. */
  Future<Void> serve() {
    return there(() -> registrations.backends.values().forEach(BackendService::open));
  }

  /** Its backends are not asked again, and go on with what they have been asked. */
  Future<Void> retire() {
    return there(() -> registrations.backends.values().forEach(BackendService::close));
  }

  private Future<Void> there(Runnable work) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        now -> {
          work.run();
          done.complete();
        });
    return done.future();
  }

  /**
   * Asks the extension. To be called on an event loop of the gateway.
   *
   * @param work runs on the extension's context
   * @return completes on the calling loop: with what the extension says, or with nothing if it has
   *     failed and may; fails with a registered error, or with EXTENSION_FAILED
   */
  <T> Future<Optional<T>> ask(
      LoopTimers timers, String requestId, Supplier<@Nullable Future<T>> work) {
    return new Question<>(entry.deadline(), work)
        .put(timers)
        .map(Optional::of)
        .recover(failure -> contain(requestId, failure));
  }

  /**
   * Asks as {@link #ask} does, of what nothing can be passed over.
   *
   * @return fails with a registered error, or with EXTENSION_FAILED
   */
  <T> Future<T> demand(
      LoopTimers timers, String requestId, Duration longest, Supplier<@Nullable Future<T>> work) {
    return new Question<>(longest, work)
        .put(timers)
        .recover(failure -> Future.failedFuture(told(requestId, failure)));
  }

  /** Tells the extension's listeners, some time later. Any thread. */
  void tell(GatewayEvent event) {
    if (registrations.listeners.isEmpty()) {
      return;
    }
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      complaints.add("", "it is too far behind and has missed an event", null);
      return;
    }
    context.runOnContext(
        now -> {
          waiting.decrementAndGet();
          registrations.listeners.forEach(listener -> tell(listener, event));
        });
  }

  private void tell(Registrations.Subscription<?> listener, GatewayEvent event) {
    try {
      listener.tell(event);
    } catch (Throwable failure) {
      complaints.add("", "its listener threw", failure);
    }
  }

  /** What the extension has answered is of no use: it has failed. */
  <T> Future<Optional<T>> unusable(String requestId, String what) {
    return contain(requestId, new Unusable(what));
  }

  private <T> Future<Optional<T>> contain(String requestId, Throwable failure) {
    GatewayException told = told(requestId, failure);
    return told.kind() == ErrorCode.EXTENSION_FAILED
            && entry.failure() == VerticleConfig.Failure.OPEN
        ? Future.succeededFuture(Optional.empty())
        : Future.failedFuture(told);
  }

  private GatewayException told(String requestId, Throwable failure) {
    if (failure instanceof GatewayException answer && isOurs(answer)) {
      return answer.kind().messageCode() == MessageCode.RATE_LIMITED
              && answer.retryAfter().isEmpty()
          ? answer.withRetryAfter(SOON)
          : answer;
    }
    if (failure instanceof Unusable unusable) {
      complaints.add(requestId, unusable.what, null);
    } else {
      complaints.add(requestId, "it threw or failed", failure);
    }
    return ErrorCode.EXTENSION_FAILED.toException();
  }

  /** A validation error without details would break the contract. */
  private boolean isOurs(GatewayException answer) {
    return answer.kind() instanceof RegisteredError kind
        && kind.equals(registrations.errors.get(kind.id()))
        && (kind.messageCode() != MessageCode.VALIDATION_FAILED || !answer.details().isEmpty());
  }

  /** What is wrong with a response, or that there is none; nothing that a stack trace explains. */
  static final class Unusable extends RuntimeException {
    final String what;

    Unusable(String what) {
      super(what, null, false, false);
      this.what = what;
    }
  }

  /**
   * One question, from the loop that asks to the extension and back. What it would cost the caller
   * to wait for an extension that is stuck, only those pay who were the first to notice.
   */
  private final class Question<T> {
    private final AtomicReference<@Nullable Supplier<@Nullable Future<T>>> work;
    private final Duration longest;
    private final Promise<T> answer = Promise.promise();
    private final Context asking = Vertx.currentContext();
    private @Nullable Timeout deadline;
    private volatile boolean answered;

    Question(Duration longest, Supplier<@Nullable Future<T>> work) {
      this.longest = longest;
      this.work = new AtomicReference<>(work);
    }

    Future<T> put(LoopTimers timers) {
      if (stuck && longest.compareTo(entry.deadline()) <= 0) {
        return Future.failedFuture(new Unusable("it is busy and looks at nothing"));
      }
      if (waiting.incrementAndGet() > MOST_WAITING) {
        waiting.decrementAndGet();
        return Future.failedFuture(new Unusable("it is too far behind"));
      }
      deadline = timers.after(longest, this::expire);
      context.runOnContext(now -> answerThere());
      return answer.future();
    }

    private void answerThere() {
      waiting.decrementAndGet();
      Supplier<@Nullable Future<T>> asked = work.getAndSet(null);
      stuck = false;
      if (asked == null) {
        return;
      }
      try {
        Future<T> given = asked.get();
        if (given == null) {
          throw new Unusable("it returned null instead of a future");
        }
        given.onComplete(value -> bring(value, null), failure -> bring(null, failure));
      } catch (Throwable thrown) {
        bring(null, thrown);
      }
    }

    private void bring(@Nullable T value, @Nullable Throwable failure) {
      answered = true;
      asking.runOnContext(back -> settle(value, failure));
    }

    private void settle(@Nullable T value, @Nullable Throwable failure) {
      if (deadline != null) {
        deadline.cancel();
      }
      if (failure != null) {
        answer.tryFail(failure);
      } else if (value == null) {
        answer.tryFail(new Unusable("it answered with null"));
      } else {
        answer.tryComplete(value);
      }
    }

    /** A response that is on its way back is in time: it is the gateway that is late. */
    private void expire() {
      if (answered) {
        return;
      }
      // Before the question is withdrawn, so that whoever finds it withdrawn says the last word.
      stuck = work.get() != null;
      if (work.getAndSet(null) == null) {
        stuck = false;
      }
      answer.tryFail(new Unusable("it missed its deadline of " + longest.toMillis() + " ms"));
    }
  }
}
