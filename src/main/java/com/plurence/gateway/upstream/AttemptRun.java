package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.price.Price;
import com.plurence.gateway.record.AttemptBill;
import com.plurence.gateway.record.AttemptRecord;
import com.plurence.gateway.record.Billing;
import com.plurence.gateway.record.Completion;
import com.plurence.gateway.record.TokenUsage;
import com.plurence.gateway.upstream.attempt.Attempt;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.decision.Balancer.Chosen;
import com.plurence.gateway.upstream.decision.ConnectionLimit;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.response.AttemptFailure;
import com.plurence.gateway.upstream.response.ModelResponse;
import com.plurence.gateway.upstream.response.OngoingResponse;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a call: holds the permit of its target and, once it is its turn, a slot among the
 * target's connections, and keeps the record of how it went. Permit and slot are given back exactly
 * once, and the listener is told exactly once, whatever happens. Lives on one event loop.
 */
public final class AttemptRun {
  private final UpstreamCall call;
  private final Chosen chosen;
  private final Transports transports;
  private final Attempt attempt;
  private final Owner owner;
  private final long beganAt = System.nanoTime();
  private final @Nullable Price price;
  private ConnectionLimit.@Nullable SlotRequest slotRequest;
  private ConnectionLimit.@Nullable Slot slot;
  private boolean responded;
  private boolean over;

  /**
   * @param chosen the target, with a permit that is this attempt's from now on
   */
  AttemptRun(UpstreamCall call, Chosen chosen, Transports transports, Owner owner) {
    this.call = call;
    this.chosen = chosen;
    this.transports = transports;
    this.owner = owner;
    this.attempt = transports.attempt(call, chosen.state().target());
    this.price = target().price(call.model(), call.day()).orElse(null);
  }

  /** Whose attempt it is: hears of a response, and after that of its end, or of a failure. */
  interface Owner {
    /** The target has responded; more of the response may still come. */
    void responded(ModelResponse response);

    /** The response that was told of has ended, well or not; permit and slot are given back. */
    void responseEnded();

    /** No response came; permit and slot are given back, and the target's health has learnt it. */
    void failed(AttemptRun attempt, Throwable failure, long now);
  }

  /** The request that it is made for. */
  public UpstreamCall call() {
    return call;
  }

  /** Who is asked. */
  public Target target() {
    return chosen.state().target();
  }

  Chosen chosen() {
    return chosen;
  }

  void begin() {
    transports.attempts().attemptBegan(this);
    Optional<ConnectionLimit.SlotRequest> wanted =
        chosen.state().limit().acquire(transports.vertx());
    if (wanted.isEmpty()) {
      failed(AttemptFailure.of(FaultKind.POOL_EXHAUSTED));
    } else {
      slotRequest = wanted.get();
      slotRequest.slot().onSuccess(this::send);
    }
  }

  private void send(ConnectionLimit.Slot granted) {
    if (over) {
      return; // the request was cancelled, which gives its slot to the next in line
    }
    slot = granted;
    sent(granted).onComplete(this::responded, this::failed);
  }

  /** A bug in the sending must not keep permit and slot. */
  private Future<ModelResponse> sent(ConnectionLimit.Slot granted) {
    try {
      return attempt.send(granted::release);
    } catch (RuntimeException bug) {
      granted.release();
      return Future.failedFuture(bug);
    }
  }

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  void abort(RuntimeException reason) {
    if (slot != null) {
      attempt.abort(reason);
    } else if (slotRequest != null && !over) {
      slotRequest.cancel();
      failed(reason);
    }
  }

  private void responded(ModelResponse response) {
    long now = System.nanoTime();
    chosen.permit().succeeded(now);
    responded = true;
    if (response instanceof OngoingResponse ongoing) {
      call.attempts().add(record(AttemptRecord.OK, "", now, Completion.UNKNOWN));
      ongoing
          .finished()
          .onComplete(
              completion -> close(AttemptRecord.OK, "", System.nanoTime(), completion),
              failure -> brokenOff(failure, ongoing.completion()));
    } else {
      Completion known = completionOf(response);
      call.attempts().add(record(AttemptRecord.OK, "", now, known));
      close(AttemptRecord.OK, "", now, known);
    }
    owner.responded(response);
  }

  private static Completion completionOf(ModelResponse response) {
    if (response instanceof ModelResponse.Whole whole) {
      return whole.completion();
    }
    return response instanceof ModelResponse.Streamed streamed
        ? streamed.completion()
        : Completion.UNKNOWN;
  }

  private void brokenOff(Throwable failure, Completion known) {
    long now = System.nanoTime();
    if (failure instanceof AttemptFailure broken) {
      chosen.permit().failed(broken.fault(), now);
    }
    close(outcomeOf(failure), saidIn(failure), now, known);
  }

  /** The whole response has come, or has broken off: only now is it known what the attempt was. */
  private void close(String outcome, String said, long now, Completion known) {
    AttemptRecord record = record(outcome, said, now, known);
    call.attempts().amend(record);
    end(record, now);
    owner.responseEnded();
  }

  private void failed(Throwable failure) {
    long now = System.nanoTime();
    AttemptRecord record = record(outcomeOf(failure), saidIn(failure), now, attempt.completion());
    call.attempts().add(record);
    if (failure instanceof AttemptFailure failed) {
      chosen.permit().failed(failed.fault(), now);
    }
    end(record, now);
    owner.failed(this, failure, now);
  }

  private void end(AttemptRecord record, long now) {
    over = true;
    chosen.permit().close(now);
    transports.attempts().attemptEnded(this, record);
  }

  private AttemptRecord record(String outcome, String said, long now, Completion known) {
    return new AttemptRecord(
        target().id(),
        target().provider().name(),
        outcome,
        !isStale(outcome),
        Duration.ofNanos(now - beganAt),
        attempt.reply().saying(said),
        beganAt,
        attempt.firstByteAt(),
        bill(outcome, known));
  }

  private AttemptBill bill(String outcome, Completion known) {
    return new AttemptBill(target().model(call.model()), price, billing(outcome, known), known);
  }

  private Billing billing(String outcome, Completion known) {
    boolean passedOn = responded || outcome.equals(AttemptRecord.CANCELLED);
    @Nullable TokenUsage usage = known.usage().orElse(null);
    if (usage != null) {
      return usage.complete() || !passedOn ? Billing.REPORTED : Billing.ESTIMATED;
    }
    if (!attempt.isSent() || call.operation() == Operation.COUNT_TOKENS) {
      return Billing.NONE;
    }
    if (passedOn) {
      return Billing.ESTIMATED;
    }
    int status = attempt.reply().status();
    boolean refused = status != 0 && (status < 200 || status >= 300);
    return refused || isStale(outcome) ? Billing.NONE : Billing.UNKNOWN;
  }

  /** The connection was closed before the request came. */
  private static boolean isStale(String outcome) {
    return outcome.equals(FaultKind.STALE_CONNECTION.name());
  }

  private static String saidIn(Throwable failure) {
    return failure instanceof AttemptFailure failed ? failed.fault().said() : "";
  }

  private static String outcomeOf(Throwable failure) {
    if (failure instanceof AttemptFailure failed) {
      return failed.fault().kind().name();
    }
    boolean cancelled = failure instanceof AttemptCancelled || failure instanceof GatewayException;
    return cancelled ? AttemptRecord.CANCELLED : AttemptRecord.BUG;
  }
}
