package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.ProviderConfig;
import com.plurence.gateway.config.UpstreamConfig;
import com.plurence.gateway.provider.ResponseForm.Events;
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
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request to one target, from the wait for a slot to the head of the response, over whatever
 * leads there. Whatever happens, the slot is given back and the timers are stopped exactly once.
 * Lives on one event loop.
 */
abstract class Attempt {
  /** What a provider says of its failure is worth so much of a client's time. */
  private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(5);

  final UpstreamCall call;
  final Loop loop;
  private final TargetState state;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private ConnectionLimit.@Nullable Turn turn;
  private ConnectionLimit.@Nullable Slot slot;
  private @Nullable Timeout timeout;
  private @Nullable ResponseReader reading;
  private Reply reply = Reply.NONE;
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
      Consumer<AttemptRecord> attempts) {}

  /** An attempt over what leads to the target. */
  static Attempt on(UpstreamCall call, TargetState state, Loop loop) {
    return state.target().provider().kind() == ProviderConfig.Kind.VERTICLE
        ? new BusAttempt(call, state, loop)
        : new HttpAttempt(call, state, loop);
  }

  /** Sends the request; fails with an {@link AttemptFailure}. */
  final Future<ModelResponse> send() {
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

  /** The head of the response has come. */
  final void read(Head head) {
    stopTimer();
    over = true;
    reply = Reply.of(head.status(), head.headers());
    Incoming incoming = new Incoming(head, loop.timers(), patience(head), this::release);
    ResponseReader begun = reading(head, incoming);
    reading = begun;
    begun.answer().onComplete(outcome);
    incoming.read(begun::take, begun::end);
  }

  private ResponseReader reading(Head head, Incoming incoming) {
    if (!head.isSuccess() || isPage(head)) {
      return new RefusalReader(head, incoming);
    }
    boolean labelled = labelled(head, "json") || labelled(head, "event-stream");
    // Of sound the first byte tells nothing, so there the label decides.
    return call.form().bytes() && !labelled
        ? new BytesReader(target(), passed(head), incoming)
        : new Opening(readers(head, incoming), incoming);
  }

  /** How long the body may be silent: a whole response comes when it has been thought out. */
  private Duration patience(Head head) {
    if (!head.isSuccess()) {
      return LONGEST_REFUSAL;
    }
    UpstreamConfig limits = target().upstream();
    return call.streamed() ? limits.idleTimeout() : limits.totalTimeout();
  }

  private static boolean isPage(Head head) {
    return labelled(head, "html");
  }

  private static boolean labelled(Head head, String type) {
    @Nullable String label = head.headers().get(HttpHeaders.CONTENT_TYPE);
    return label != null && label.toLowerCase(Locale.ROOT).contains(type);
  }

  private Opening.Readers readers(Head head, Incoming incoming) {
    return new Opening.Readers() {
      @Override
      public ResponseReader document(boolean json) {
        boolean unlabelled = !head.headers().contains(HttpHeaders.CONTENT_TYPE);
        boolean shouldBeJson = json || unlabelled || labelled(head, "json");
        long announced = announced(head.headers());
        return new WholeReader(
            target(),
            passed(head),
            incoming,
            loop.timers(),
            call.holding(),
            announced,
            call.form(),
            shouldBeJson ? FaultKind.MALFORMED : FaultKind.CONTENT_TYPE);
      }

      @Override
      public @Nullable ResponseReader events() {
        boolean wanted = call.streamed() || call.form().bytes();
        return wanted && call.form().events() != Events.NONE
            ? new StreamReader(
                target(),
                passed(head),
                incoming,
                loop.timers(),
                new EventWatch(call.usageWanted(), call.form().events()),
                new EventRoom(call.holding()))
            : null;
      }

      @Override
      public ResponseReader page() {
        return new RefusalReader(head, incoming);
      }
    };
  }

  private static MultiMap passed(Head head) {
    MultiMap headers = HttpHeaders.headers();
    ForwardedHeaders.toClient(head.headers(), headers);
    head.headers().clear(); // a stream may last for long, and nobody asks for them again
    return headers;
  }

  /** What is compressed has no length any more when it comes here. */
  private static long announced(MultiMap headers) {
    @Nullable String length = headers.get(HttpHeaders.CONTENT_LENGTH);
    return length != null && length.length() < 16 && length.matches("\\d+")
        ? Long.parseLong(length)
        : WholeReader.UNKNOWN;
  }

  /** What the provider has answered so far, in a few words. */
  final Reply reply() {
    return reply;
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

  /** The response has come, or is not wanted; what is still being sent is of no use. */
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
    if (over) {
      return;
    }
    timeout = loop.timers().after(longest, () -> fail(kind));
  }

  /** The whole request is on its way: a stream has to begin in time, a whole response has not. */
  final void awaitHead() {
    if (call.streamed()) {
      limit(target().upstream().firstByteTimeout(), FaultKind.FIRST_BYTE_TIMEOUT);
    } else {
      stopTimer();
    }
  }

  final void stopTimer() {
    if (timeout != null) {
      timeout.cancel();
      timeout = null;
    }
  }
}
