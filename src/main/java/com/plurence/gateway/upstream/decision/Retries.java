package com.plurence.gateway.upstream.decision;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.upstream.decision.AttemptPlan.Client;
import com.plurence.gateway.upstream.decision.Balancer.AllUnavailable;
import com.plurence.gateway.upstream.decision.Balancer.Choice;
import com.plurence.gateway.upstream.decision.Balancer.Chosen;
import com.plurence.gateway.upstream.decision.FaultKind.Health;
import com.plurence.gateway.upstream.decision.FaultKind.NextTarget;
import com.plurence.gateway.upstream.decision.FaultKind.SameTarget;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Decides for one client request, after each attempt that failed before anything was answered,
 * whether there is another and where: another target at once if one is to be had, else the same one
 * after a wait, else none. Belongs to one request and its event loop.
 */
public final class Retries {
  private final Balancer balancer;
  private final Client client;
  private final RandomGenerator random;

  private final List<Target> tried = new ArrayList<>(2);
  private final List<Target> credentialRejectedBy = new ArrayList<>();
  private Optional<AttemptPlan> plan = Optional.empty();
  private int repeats;
  private boolean noFurtherAttempt;
  private boolean staleConnectionForgiven;
  private boolean repeatedOnce;

  public Retries(Balancer balancer, Client client, RandomGenerator random) {
    this.balancer = balancer;
    this.client = client;
    this.random = random;
  }

  /** What is to be done next for the request. */
  public sealed interface RetryDecision {}

  /** Send now; the permit is held already, and whoever sends closes it. */
  public record AttemptNow(Chosen chosen) implements RetryDecision {}

  /** Wait for {@code delay}, then ask {@link #afterWait}; nothing is held meanwhile. */
  public record AttemptLater(Duration delay, TargetState state, UpstreamFault fault)
      implements RetryDecision {}

  /** Tell the client what {@code fault} says. */
  public record NoMoreAttempts(UpstreamFault fault) implements RetryDecision {}

  /** Decides on the first attempt. */
  public RetryDecision first(long now) {
    Choice choice = balancer.chooseFirst(now, random);
    if (choice instanceof Chosen chosen) {
      plan = Optional.of(AttemptPlan.begin(chosen.state().target().upstream(), client, now));
      chosen.state().budget().earn();
      return go(chosen);
    }
    if (choice instanceof AllUnavailable all) {
      Duration wait = Duration.ofNanos(all.earliest() - now);
      return new NoMoreAttempts(UpstreamFault.unavailable(all.reason(), wait));
    }
    return new NoMoreAttempts(UpstreamFault.unavailable(FaultKind.ALL_UNAVAILABLE, Duration.ZERO));
  }

  /** Decides after an attempt that failed, which the health of its target has learnt already. */
  public RetryDecision after(TargetState failed, UpstreamFault fault, long now) {
    FaultKind kind = fault.kind();
    if (kind.health() == Health.BENCH_CREDENTIAL) {
      credentialRejectedBy.add(failed.target());
    }
    if (kind.sameTarget() == SameTarget.AT_ONCE && !staleConnectionForgiven) {
      staleConnectionForgiven = true;
      plan = Optional.of(plan().withAttemptReturned());
      return afterWait(new AttemptLater(Duration.ZERO, failed, fault), now);
    }
    if (noFurtherAttempt) {
      return new NoMoreAttempts(fault);
    }
    noFurtherAttempt = kind.nextTarget() == NextTarget.AT_MOST_ONE;
    return anotherTarget(failed.target(), fault, now)
        .or(() -> sameTarget(failed, fault, now))
        .orElseGet(() -> new NoMoreAttempts(fault));
  }

  /** As {@link #after}, for a request that can't be sent again: a part of its body is gone. */
  public RetryDecision afterUnrepeatable(TargetState failed, UpstreamFault fault, long now) {
    noFurtherAttempt = true;
    staleConnectionForgiven = true;
    return after(failed, fault, now);
  }

  /** Decides once the wait of {@code later} is over. */
  public RetryDecision afterWait(AttemptLater later, long now) {
    if (!plan().allows(Duration.ZERO, now)) {
      return new NoMoreAttempts(later.fault());
    }
    if (later.state().health().tryAcquire(now) instanceof Permit permit) {
      return go(new Chosen(later.state(), permit));
    }
    return anotherTarget(later.state().target(), later.fault(), now)
        .orElseGet(() -> new NoMoreAttempts(later.fault()));
  }

  /** The targets that are there to be asked. */
  public List<TargetState> targets() {
    return balancer.targets();
  }

  /** The time left for the attempt that was decided on, and for the whole request. */
  public AttemptPlan plan() {
    return plan.orElseThrow();
  }

  private RetryDecision go(Chosen chosen) {
    plan = Optional.of(plan().afterAttempt());
    tried.add(chosen.state().target());
    return new AttemptNow(chosen);
  }

  private Optional<RetryDecision> anotherTarget(Target from, UpstreamFault fault, long now) {
    NextTarget policy = fault.kind().nextTarget();
    if (policy == NextTarget.NO_OTHER || !plan().allows(Duration.ZERO, now)) {
      return Optional.empty();
    }
    Predicate<Target> allowed = target -> mayReplace(target, from, policy);
    if (!(balancer.choose(allowed, now, random) instanceof Chosen chosen)) {
      return Optional.empty();
    }
    if (!isAffordable(chosen.state(), fault, now)) {
      chosen.permit().close(now);
      return Optional.empty();
    }
    return Optional.of(go(chosen));
  }

  private boolean mayReplace(Target target, Target failed, NextTarget policy) {
    boolean larger =
        target.priority() > failed.priority() && !target.model().equals(failed.model());
    return !tried.contains(target)
        && credentialRejectedBy.stream().noneMatch(target::sharesCredentialWith)
        && (policy != NextTarget.LARGER_FALLBACK || larger);
  }

  /**
   * Only what multiplies an outage is charged. Going to a target whose last response was good costs
   * nothing: however many requests the failing one has, they are what the good one is there for.
   * Nor does leaving a target that is limited, benched or set up wrongly, which is bounded by the
   * number of targets. Of faults that health does not count, a clean record says nothing.
   */
  private static boolean isAffordable(TargetState state, UpstreamFault fault, long now) {
    boolean counted = fault.kind().health() == Health.FAILURE;
    boolean outage = counted || fault.kind().sameTarget() == SameTarget.AFTER_BACKOFF;
    return !outage || (counted && state.health().noRecentFailure()) || state.budget().trySpend(now);
  }

  private Optional<RetryDecision> sameTarget(TargetState state, UpstreamFault fault, long now) {
    if (!mayRepeat(fault, now)) {
      return Optional.empty();
    }
    Duration asked = fault.askedWait().orElse(Duration.ZERO);
    Duration backoff = new Backoff(state.target().upstream().backoff()).before(repeats + 1, random);
    Duration wait = asked.compareTo(backoff) > 0 ? asked : backoff;
    boolean worthIt =
        plan().allows(wait, now) && state.health().earliest(now) - now <= wait.toNanos();
    if (!worthIt || !state.budget().trySpend(now)) {
      return Optional.empty();
    }
    repeats++;
    repeatedOnce |= fault.kind().sameTarget() == SameTarget.ONCE;
    return Optional.of(new AttemptLater(wait, state, fault));
  }

  private boolean mayRepeat(UpstreamFault fault, long now) {
    if (fault.unrepeatable()) {
      return false;
    }
    return switch (fault.kind().sameTarget()) {
      case NEVER -> false;
      case AT_ONCE, AFTER_BACKOFF ->
          fault.askedWait().map(asked -> plan().fits(asked, now)).orElse(true);
      case IF_WAIT_FITS -> fault.askedWait().map(asked -> plan().fits(asked, now)).orElse(false);
      case ONCE -> !repeatedOnce;
    };
  }
}
