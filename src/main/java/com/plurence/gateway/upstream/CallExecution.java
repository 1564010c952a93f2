package com.plurence.gateway.upstream;

import com.plurence.gateway.dialect.ProviderDialect;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.attempt.UpstreamCall;
import com.plurence.gateway.upstream.decision.Balancer.Chosen;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import com.plurence.gateway.upstream.decision.Retries;
import com.plurence.gateway.upstream.decision.Retries.GiveUp;
import com.plurence.gateway.upstream.decision.Retries.Go;
import com.plurence.gateway.upstream.decision.Retries.Later;
import com.plurence.gateway.upstream.decision.Retries.RetryDecision;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import com.plurence.gateway.upstream.decision.TargetState;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import com.plurence.gateway.upstream.response.AttemptFailure;
import com.plurence.gateway.upstream.response.ModelResponse;
import com.plurence.gateway.upstream.response.WholeAsStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
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
  private final Retries retrying;
  private final Transports transports;
  private final Promise<ModelResponse> outcome = Promise.promise();
  private @Nullable AttemptRun attempt;
  private @Nullable Timeout deadline;
  private @Nullable UpstreamFault lastFault;
  private long backoffTimer = -1;

  CallExecution(UpstreamCall call, Retries retrying, Transports transports) {
    this.call = call;
    this.retrying = retrying;
    this.transports = transports;
  }

  Future<ModelResponse> run() {
    long now = System.nanoTime();
    RetryDecision first = retrying.first(now);
    if (first instanceof Go) {
      deadline = transports.timers().after(retrying.plan().remaining(now), this::expire);
      call.cancellation().onCancel(this::cancel);
    } else {
      call.attempts().none(reasons(now));
    }
    take(first);
    return outcome.future();
  }

  /** Each target with what keeps it from being asked. */
  private String reasons(long now) {
    return retrying.targets().stream()
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

  private void take(RetryDecision step) {
    if (call.cancellation().isCancelled()) {
      drop(step);
    } else if (step instanceof Go go) {
      attempt(go.chosen());
    } else if (step instanceof Later later) {
      sleep(later);
    } else if (step instanceof GiveUp end) {
      giveUp(end.fault());
    }
  }

  private static void drop(RetryDecision step) {
    if (step instanceof Go go) {
      go.chosen().permit().close(System.nanoTime());
    }
  }

  private void attempt(Chosen chosen) {
    AttemptRun next = new AttemptRun(call, chosen, transports, this);
    attempt = next;
    next.begin();
  }

  @Override
  public void responded(ModelResponse response) {
    outcome.tryComplete(asAsked(response));
  }

  private ModelResponse asAsked(ModelResponse answer) {
    if (call.streamed() && answer instanceof ModelResponse.Whole whole) {
      ProviderDialect dialect = transports.dialect(whole.target());
      if (dialect.tellsInEvents(call.operation())) {
        return new WholeAsStream(
            whole, whole.headers(), dialect, call.usageWanted(), transports.vertx());
      }
    }
    return answer;
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
              ? retrying.after(state, fault, now)
              : retrying.last(state, fault, now);
      alert(state, fault, now);
      take(next);
    } else {
      stopDeadline();
      outcome.tryFail(failure);
    }
  }

  private void sleep(Later later) {
    long millis = Math.max(1, later.delay().plusNanos(999_999).toMillis());
    backoffTimer =
        transports
            .vertx()
            .setTimer(
                millis,
                woken -> {
                  backoffTimer = -1;
                  take(retrying.again(later, System.nanoTime()));
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
    outcome.tryFail(fault.answer());
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
