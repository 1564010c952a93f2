package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.target;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.upstream.decision.AttemptPlan.Client;
import com.plurence.gateway.upstream.decision.Retries.AttemptLater;
import com.plurence.gateway.upstream.decision.Retries.AttemptNow;
import com.plurence.gateway.upstream.decision.Retries.NoMoreAttempts;
import com.plurence.gateway.upstream.decision.Retries.RetryDecision;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Lets targets fail, and looks at what is decided then. */
final class Attempting {
  private Attempting() {}

  static TargetState fresh(Target target) {
    return TargetState.fresh(target, START);
  }

  static TargetState withoutBreaker(String name, int priority) {
    UpstreamConfig.Breaker never =
        new UpstreamConfig.Breaker(
            true, Integer.MAX_VALUE, 1.1, Duration.ofSeconds(10), Duration.ofSeconds(10));
    Target target = target(name, 1, priority);
    return new TargetState(
        target,
        new TargetHealth(never, Duration.ofMinutes(10), START),
        new RetryBudget(UpstreamConfig.DEFAULT.retryBudget(), START),
        new ConnectionLimit(UpstreamConfig.DEFAULT.pool()));
  }

  static Retries over(TargetState... states) {
    return retries(Client.SILENT, states);
  }

  static Retries retries(Client client, TargetState... states) {
    Balancer balancer = new Balancer(Stream.of(states).map(List::of).toList());
    return new Retries(balancer, client, new Random(11));
  }

  static List<TargetState> attempts(Retries retries, FaultKind kind) {
    return attempts(retries, kind, START);
  }

  /** The targets that are asked when every attempt fails in the same way. */
  static List<TargetState> attempts(Retries retries, FaultKind kind, long begin) {
    List<TargetState> asked = new ArrayList<>();
    long now = begin;
    RetryDecision step = retries.first(now);
    while (!(step instanceof NoMoreAttempts)) {
      if (step instanceof AttemptLater later) {
        now += later.delay().toNanos();
        step = retries.afterWait(later, now);
      } else {
        asked.add(chosen(step));
        step = failed(retries, step, UpstreamFault.of(kind), now);
      }
    }
    return asked;
  }

  static void drain(TargetState... states) {
    for (TargetState state : states) {
      for (int i = 0; i < 200; i++) {
        state.budget().trySpend(START);
      }
    }
  }

  static void limit(TargetState state) {
    Permit permit = (Permit) state.health().tryAcquire(START);
    permit.failed(UpstreamFault.of(FaultKind.RATE_LIMITED), START);
    permit.close(START);
  }

  static Balancer.Chosen go(RetryDecision step) {
    return ((AttemptNow) step).chosen();
  }

  /** What follows when the attempt that {@code step} asks for fails. */
  static RetryDecision failed(Retries retries, RetryDecision step, UpstreamFault fault, long now) {
    Balancer.Chosen attempt = go(step);
    attempt.permit().failed(fault, now);
    attempt.permit().close(now);
    return retries.after(attempt.state(), fault, now);
  }

  static TargetState chosen(RetryDecision step) {
    return go(step).state();
  }

  static void shut(TargetState state) {
    for (int i = 0; i < 5; i++) {
      Permit permit = (Permit) state.health().tryAcquire(START);
      permit.failed(UpstreamFault.of(FaultKind.REFUSED), START);
      permit.close(START);
    }
  }
}
