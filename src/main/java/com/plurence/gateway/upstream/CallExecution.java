package com.plurence.gateway.upstream;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.decision.Balancer.Chosen;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import com.plurence.gateway.upstream.decision.Retries;
import com.plurence.gateway.upstream.decision.Retries.AttemptLater;
import com.plurence.gateway.upstream.decision.Retries.AttemptNow;
import com.plurence.gateway.upstream.decision.Retries.NoMoreAttempts;
import com.plurence.gateway.upstream.decision.Retries.RetryDecision;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import com.plurence.gateway.upstream.decision.TargetState;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import com.plurence.gateway.upstream.response.AttemptFailure;
import com.plurence.gateway.upstream.response.ModelResponse;
import com.plurence.gateway.upstream.response.WholeAsStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one call over its attempts: carries out what {@link Retries} decides, within the time
 * for the whole call, until there is a response, nothing more to try, or nobody who waits. Lives on
 * one event loop.
 */
final class CallExecution implements AttemptRun.Owner {
  private static final Logger LOG = LoggerFactory.getLogger(CallExecution.class);

  private final UpstreamCall call;
  private final Retries retries;
  private final Transports transports;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private @Nullable AttemptRun attempt;
  private @Nullable Timeout deadline;
  private @Nullable UpstreamFault lastFault;
  private long backoffTimer = -1;

  CallExecution(UpstreamCall call, Retries retries, Transports transports) {
    this.call = call;
    this.retries = retries;
    this.transports = transports;
  }

  Future<ModelResponse> run() {
    long now = System.nanoTime();
    RetryDecision first = retries.first(now);
    if (first instanceof AttemptNow) {
      deadline = transports.timers().after(retries.plan().remaining(now), this::expire);
      call.cancellation().onCancel(this::cancel);
    } else {
      call.attempts().none(reasons(now));
    }
    carryOut(first);
    return outcome.future();
  }

  /** Each target with what keeps it from being asked. */
  private String reasons(long now) {
    return retries.targets().stream()
        .map(
            target ->
                "%s %s %s %ds"
                    .formatted(
                        target.target().id(),
                        target.health().status(now).name().toLowerCase(Locale.ROOT),
                        target.health().cause(now),
                        Duration.ofNanos(target.health().earliest(now) - now).toSeconds()))
        .collect(Collectors.joining(", "));
  }

  private void carryOut(RetryDecision step) {
    if (call.cancellation().isCancelled()) {
      release(step);
    } else if (step instanceof AttemptNow attempt) {
      attempt(attempt.chosen());
    } else if (step instanceof AttemptLater later) {
      sleep(later);
    } else if (step instanceof NoMoreAttempts none) {
      giveUp(none.fault());
    }
  }

  private static void release(RetryDecision step) {
    if (step instanceof AttemptNow attempt) {
      attempt.chosen().permit().close(System.nanoTime());
    }
  }

  private void attempt(Chosen chosen) {
    AttemptRun next = new AttemptRun(call, chosen, transports, this);
    attempt = next;
    next.begin();
  }

  @Override
  public void responded(ModelResponse response) {
    outcome.tryComplete(inEventsIfAsked(response));
  }

  private ModelResponse inEventsIfAsked(ModelResponse response) {
    if (call.streamed() && response instanceof ModelResponse.Whole whole) {
      ProviderDialect dialect = transports.dialect(whole.target());
      if (dialect.tellsInEvents(call.operation())) {
        return new WholeAsStream(
            whole.target(), whole.headers(), whole.completion(), () -> events(whole, dialect));
      }
    }
    return response;
  }

  /** Off the event loop: a response may be large. */
  private Future<Buffer> events(ModelResponse.Whole whole, ProviderDialect dialect) {
    Buffer document = whole.body().copy();
    return transports.vertx().executeBlocking(() -> dialect.asEvents(document, call.usageWanted()));
  }

  @Override
  public void responseEnded() {
    stopDeadline();
  }

  @Override
  public void failed(AttemptRun failed, Throwable failure, long now) {
    if (failure instanceof AttemptFailure known) {
      UpstreamFault fault = known.fault();
      TargetState state = failed.chosen().state();
      lastFault = fault;
      RetryDecision next =
          call.payload().isRepeatable()
              ? retries.after(state, fault, now)
              : retries.afterUnrepeatable(state, fault, now);
      if (!cannotCount(fault)) {
        alert(state, fault, now);
      }
      carryOut(next);
    } else {
      stopDeadline();
      outcome.tryFail(failure);
    }
  }

  /** Many servers do not count tokens, which nobody has to mend. */
  private boolean cannotCount(UpstreamFault fault) {
    return call.operation() == Operation.COUNT_TOKENS && fault.kind() == FaultKind.PATH_UNKNOWN;
  }

  private void sleep(AttemptLater later) {
    long millis = Math.max(1, later.delay().plusNanos(999_999).toMillis());
    backoffTimer =
        transports
            .vertx()
            .setTimer(
                millis,
                woken -> {
                  backoffTimer = -1;
                  carryOut(retries.afterWait(later, System.nanoTime()));
                });
  }

  /** The time for the whole call is over. */
  private void expire() {
    if (backoffTimer >= 0) {
      stopBackoff();
      giveUp(lastFault == null ? UpstreamFault.of(FaultKind.DEADLINE) : lastFault);
    } else if (attempt != null) {
      boolean streaming = outcome.future().isComplete();
      attempt.abort(AttemptFailure.of(streaming ? FaultKind.STREAM_DEADLINE : FaultKind.DEADLINE));
    }
  }

  private void cancel() {
    stopDeadline();
    stopBackoff();
    if (attempt != null) {
      attempt.abort(new AttemptCancelled());
    }
    outcome.tryFail(new AttemptCancelled());
  }

  private void giveUp(UpstreamFault fault) {
    stopDeadline();
    outcome.tryFail(fault.clientError());
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void stopBackoff() {
    if (backoffTimer >= 0) {
      transports.vertx().cancelTimer(backoffTimer);
      backoffTimer = -1;
    }
  }

  /** An operator must act: the gateway can't mend this by trying. */
  private static void alert(TargetState state, UpstreamFault fault, long now) {
    boolean benched =
        fault.kind().health() == Health.BENCH_IF_REPEATED
            && state.health().status(now) == Status.BENCHED;
    if (benched || fault.kind().alert()) {
      LOG.atWarn()
          .addKeyValue("target", state.target().id())
          .addKeyValue("fault", fault.kind())
          .log("a target needs attention");
    }
  }
}
