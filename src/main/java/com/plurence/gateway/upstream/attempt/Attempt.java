package com.plurence.gateway.upstream.attempt;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.record.ProviderReply;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.response.AttemptFailure;
import com.plurence.gateway.upstream.response.ExpectedResponse;
import com.plurence.gateway.upstream.response.ModelResponse;
import com.plurence.gateway.upstream.response.ResponseHead;
import com.plurence.gateway.upstream.response.ResponseReader;
import com.plurence.gateway.upstream.response.ResponseReaders;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request to one target, up to the response, over whatever leads there. Whatever happens, its
 * timers are stopped and whoever gave it a connection is told that it is free. Lives on one event
 * loop.
 */
public abstract class Attempt {
  protected final UpstreamCall call;
  protected final ProviderDialect dialect;
  protected final LoopTimers timers;
  private final Target target;
  private final @Nullable TranslatedCall translation;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private Runnable free = () -> {};
  private @Nullable Timeout timeout;
  private @Nullable ResponseReader reader;
  private ProviderReply reply = ProviderReply.NONE;
  private boolean sent;
  private long firstByteAt;
  private boolean over;

  protected Attempt(UpstreamCall call, Target target, ProviderDialect dialect, LoopTimers timers) {
    this.call = call;
    this.target = target;
    this.translation = call.payload().translation(target);
    this.dialect = dialect;
    this.timers = timers;
  }

  /**
   * Sends the request.
   *
   * @param whenFree called when the connection can carry another request; perhaps more than once
   * @return the response once it has begun; fails with an {@link AttemptFailure} if there is none
   */
  public final Future<ModelResponse> send(Runnable whenFree) {
    free = whenFree;
    begin();
    return outcome.future();
  }

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  public final void abort(RuntimeException reason) {
    if (reader == null) {
      fail(reason);
    } else {
      reader.abort(reason);
    }
  }

  protected final Target target() {
    return target;
  }

  /** What is asked, as the target has it. */
  protected final Operation operation() {
    return translation == null ? call.operation() : translation.operation();
  }

  /** Whether the target does not speak the client's dialect. */
  protected final boolean isTranslated() {
    return translation != null;
  }

  /** Whether the attempt has its response or has failed, so that the transport does no more. */
  protected final boolean isOver() {
    return over;
  }

  /** Sends the request over this transport. */
  protected abstract void begin();

  /** Resets the request that was sent, if one was. */
  protected abstract void reset();

  /** The head of the response has come. */
  protected final void read(ResponseHead head) {
    stopTimer();
    over = true;
    firstByteAt = System.nanoTime();
    reply = ProviderRequestId.in(head.status(), head.headers());
    ResponseReader chosen =
        ResponseReaders.read(
            new ExpectedResponse(
                target(),
                dialect,
                operation(),
                call.streamed(),
                call.usageWanted(),
                call.holding(),
                translation),
            head,
            timers,
            this::toClient,
            this::release);
    reader = chosen;
    chosen.response().onComplete(outcome);
  }

  private MultiMap toClient(MultiMap headers) {
    MultiMap passed = HttpHeaders.headers();
    ForwardedHeaders.toClient(headers, passed);
    TranslationHeaders.put(call.payload().dropped(target()), passed);
    return passed;
  }

  /** A part of the request may be with the provider from now on. */
  protected final void sending() {
    sent = true;
  }

  /** Whether the provider may have a part of the request. */
  public final boolean isSent() {
    return sent;
  }

  /** When the response began, in {@link System#nanoTime()}; 0: it has not. */
  public final long firstByteAt() {
    return firstByteAt;
  }

  /** What is known so far of what the provider has counted, also of a response that failed. */
  public final Completion completion() {
    return reader == null ? Completion.UNKNOWN : reader.completion();
  }

  /** What the provider has answered so far, in a few words. */
  public final ProviderReply reply() {
    return reply;
  }

  protected final void fail(FaultKind kind) {
    fail(AttemptFailure.of(kind));
  }

  protected final void fail(Throwable failure) {
    if (!over) {
      over = true;
      stopTimer();
      discard();
      outcome.fail(failure);
    }
  }

  /**
   * The response has ended, or is not wanted; what is still being sent of the request is of no use.
   */
  protected void released() {}

  protected final void discard() {
    reset();
    release();
  }

  private void release() {
    free.run();
    released();
  }

  /** Fails with {@code kind} unless the next step comes within {@code longest}. */
  protected final void limit(Duration longest, FaultKind kind) {
    stopTimer();
    if (over) {
      return;
    }
    timeout = timers.after(longest, () -> fail(kind));
  }

  /** The whole request is on its way: a stream has to begin in time, a whole response has not. */
  protected final void awaitHead() {
    if (call.streamed()) {
      limit(target().upstream().firstByteTimeout(), FaultKind.FIRST_BYTE_TIMEOUT);
    } else {
      stopTimer();
    }
  }

  protected final void stopTimer() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
