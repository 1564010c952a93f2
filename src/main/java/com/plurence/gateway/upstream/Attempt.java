package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.ProviderConfig;
import com.plurence.gateway.timing.LoopTimers;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.ConnectionLimit;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.TargetState;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to one target, from the wait for a slot to the head of the answer, over whatever
 * leads there. Whatever happens, the slot is given back and the timers are stopped exactly once.
 * Lives on one event loop.
 */
abstract class Attempt {
  final UpstreamCall call;
  final Loop loop;
  private final TargetState state;
  private final Promise<UpstreamAnswer> outcome = Promise.promise();
  private ConnectionLimit.@Nullable Turn turn;
  private ConnectionLimit.@Nullable Slot slot;
  private @Nullable Timeout timeout;
  private @Nullable Reading reading;
  private boolean over;

  Attempt(UpstreamCall call, TargetState state, Loop loop) {
    this.call = call;
    this.state = state;
    this.loop = loop;
  }

  /**
   * What the attempts of one event loop share.
   *
   * @param attempts is told of each that has ended
   */
  record Loop(
      Vertx vertx,
      HttpClients clients,
      ExtensionBus bus,
      LoopTimers timers,
      Consumer<Trail.Step> attempts) {}

  /** An attempt over what leads to the target. */
  static Attempt on(UpstreamCall call, TargetState state, Loop loop) {
    return state.target().provider().kind() == ProviderConfig.Kind.VERTICLE
        ? new BusAttempt(call, state, loop)
        : new HttpAttempt(call, state, loop);
  }

  /** Sends the request; fails with an {@link AttemptFailure}. */
  final Future<UpstreamAnswer> send() {
    state
        .limit()
        .acquire(loop.vertx())
        .ifPresentOrElse(this::await, () -> fail(FaultKind.POOL_EXHAUSTED));
    return outcome.future();
  }

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  final void abort(RuntimeException reason) {
    if (reading == null) {
      fail(reason);
    } else {
      reading.abort(reason);
    }
  }

  final Target target() {
    return state.target();
  }

  /** Whether nothing that still comes is of interest. */
  final boolean isOver() {
    return over;
  }

  private void await(ConnectionLimit.Turn wanted) {
    turn = wanted;
    wanted.slot().onSuccess(this::begin);
  }

  private void begin(ConnectionLimit.Slot acquired) {
    if (!over) {
      slot = acquired;
      begin();
    }
  }

  /** Sends, now that there is a slot. */
  abstract void begin();

  /** Lets go of the request that was sent, if one was. */
  abstract void reset();

  /** The head of the answer has come. */
  final void read(Head head) {
    stopTimer();
    over = true;
    Reading begun = reading(head);
    reading = begun;
    begun.read().onComplete(outcome);
  }

  private Reading reading(Head head) {
    Incoming incoming =
        new Incoming(head, loop.timers(), target().upstream().idleTimeout(), this::release);
    ResponseBody.Way way = ResponseBody.way(call, head.headers().get(HttpHeaders.CONTENT_TYPE));
    boolean success = head.status() >= 200 && head.status() < 300;
    if (!success || way == ResponseBody.Way.NONE) {
      return new RefusalReading(head, ResponseBody.expected(call), incoming);
    }
    MultiMap headers = HttpHeaders.headers();
    long announced = announced(head.headers());
    ForwardedHeaders.toClient(head.headers(), headers);
    head.headers().clear(); // a stream may last for long, and nobody asks for them again
    return switch (way) {
      case EVENTS ->
          new StreamReading(
              target(),
              headers,
              incoming,
              loop.timers(),
              new EventWatch(call.usageWanted(), call.form().events()));
      case BYTES -> new BytesReading(target(), headers, incoming);
      default ->
          new WholeReading(target(), headers, incoming, loop.timers(), call.holding(), announced);
    };
  }

  /** What is compressed has no length any more when it comes here. */
  private static long announced(MultiMap headers) {
    @Nullable String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.length() < 16 && length.matches("\\d+")
        ? Long.parseLong(length)
        : WholeReading.UNKNOWN;
  }

  final void fail(FaultKind kind) {
    fail(AttemptFailure.of(kind));
  }

  final void fail(Throwable failure) {
    if (!over) {
      over = true;
      stopTimer();
      discard();
      outcome.fail(failure);
    }
  }

  /** The answer has come, or is not wanted; what is still being sent is of no use. */
  void released() {}

  final void discard() {
    reset();
    release();
  }

  private void release() {
    if (slot != null) {
      slot.release();
      released();
    } else if (turn != null) {
      turn.leave();
    }
  }

  /** Fails with {@code kind} unless the next step comes within {@code longest}. */
  final void limit(Duration longest, FaultKind kind) {
    stopTimer();
    timeout = loop.timers().after(longest, () -> fail(kind));
  }

  final void stopTimer() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
