package com.plurence.gateway.upstream;

import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.timing.Timeout;
import com.plurence.gateway.upstream.decision.Balancer.Chosen;
import com.plurence.gateway.upstream.decision.FaultKind;
import com.plurence.gateway.upstream.decision.Retrying;
import com.plurence.gateway.upstream.decision.Retrying.GiveUp;
import com.plurence.gateway.upstream.decision.Retrying.Go;
import com.plurence.gateway.upstream.decision.Retrying.Later;
import com.plurence.gateway.upstream.decision.Retrying.Step;
import com.plurence.gateway.upstream.decision.UpstreamFault;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one call over its attempts: carries out what {@link Retrying} decides, within the time
 * for the whole call, until there is an answer, nothing more to try, or nobody who waits. Lives on
 * one event loop.
 */
final class Dispatch {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  private final UpstreamCall call;
  private final Retrying retrying;
  private final HttpAttempt.Loop loop;
  private final Promise<UpstreamAnswer> outcome = Promise.promise();
  private @Nullable HttpAttempt attempt;
  private @Nullable Timeout deadline;
  private @Nullable UpstreamFault lastFault;
  private long backoffTimer = -1;

  Dispatch(UpstreamCall call, Retrying retrying, HttpAttempt.Loop loop) {
    this.call = call;
    this.retrying = retrying;
    this.loop = loop;
  }

  Future<UpstreamAnswer> run() {
    Step first = retrying.first(System.nanoTime());
    if (first instanceof Go) {
      deadline = loop.timers().after(retrying.plan().remaining(System.nanoTime()), this::expire);
      call.cancellation().onCancel(this::cancel);
    }
    take(first);
    return outcome.future();
  }

  private void take(Step step) {
    if (call.cancellation().isCancelled()) {
      drop(step);
    } else if (step instanceof Go go) {
      attempt(go.chosen());
    } else if (step instanceof Later later) {
      sleep(later);
    } else if (step instanceof GiveUp giveUp) {
      fail(giveUp.fault().answer());
    }
  }

  private static void drop(Step step) {
    if (step instanceof Go go) {
      go.chosen().permit().close(System.nanoTime());
    }
  }

  private void attempt(Chosen chosen) {
    long begun = System.nanoTime();
    HttpAttempt next = new HttpAttempt(call, chosen.state(), loop);
    attempt = next;
    begin(next)
        .onComplete(
            answer -> succeed(chosen, answer, begun),
            failure -> afterFailure(chosen, failure, begun));
  }

  /** A bug in the sending must not keep the permit. */
  private static Future<UpstreamAnswer> begin(HttpAttempt attempt) {
    try {
      return attempt.send();
    } catch (RuntimeException bug) {
      return Future.failedFuture(bug);
    }
  }

  private void succeed(Chosen chosen, UpstreamAnswer answer, long begun) {
    long now = System.nanoTime();
    chosen.permit().succeeded(now);
    note(chosen, "ok", begun, now);
    if (answer instanceof StreamReading stream) {
      stream.finished().onComplete(spent -> close(chosen), failure -> broken(chosen, failure));
    } else {
      close(chosen);
    }
    outcome.tryComplete(answer);
  }

  private void close(Chosen chosen) {
    stopDeadline();
    chosen.permit().close(System.nanoTime());
  }

  private void broken(Chosen chosen, Throwable failure) {
    if (failure instanceof AttemptFailure broken) {
      UpstreamFault fault = broken.fault();
      chosen.permit().failed(fault, System.nanoTime());
      note(chosen, fault.kind().name(), System.nanoTime(), System.nanoTime());
    }
    close(chosen);
  }

  private void afterFailure(Chosen chosen, Throwable failure, long begun) {
    long now = System.nanoTime();
    if (failure instanceof AttemptFailure failed) {
      UpstreamFault fault = failed.fault();
      lastFault = fault;
      note(chosen, fault.kind().name(), begun, now);
      alert(chosen, fault);
      take(retrying.after(chosen, fault, now));
    } else {
      note(chosen, "cancelled", begun, now);
      close(chosen);
      outcome.tryFail(failure);
    }
  }

  private void sleep(Later later) {
    long millis = Math.max(1, later.delay().plusNanos(999_999).toMillis());
    backoffTimer =
        loop.vertx()
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
      fail(lastFault == null ? UpstreamFault.of(FaultKind.DEADLINE).answer() : lastFault.answer());
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

  private void fail(GatewayException answer) {
    stopDeadline();
    outcome.tryFail(answer);
  }

  private void stopDeadline() {
    if (deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  private void stopBackoff() {
    if (backoffTimer >= 0) {
      loop.vertx().cancelTimer(backoffTimer);
      backoffTimer = -1;
    }
  }

  private void note(Chosen chosen, String what, long begun, long now) {
    call.trail().add(new Trail.Step(chosen.state().target(), what, Duration.ofNanos(now - begun)));
  }

  /** An operator must act: the gateway can't mend this by trying. */
  private static void alert(Chosen chosen, UpstreamFault fault) {
    if (fault.kind().alert()) {
      LOG.atWarn()
          .addKeyValue("target", chosen.state().target().id())
          .addKeyValue("fault", fault.kind())
          .log("a target needs attention");
    }
  }
}
