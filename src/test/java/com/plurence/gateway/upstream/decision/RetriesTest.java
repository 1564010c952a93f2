package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.after;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static com.plurence.gateway.upstream.decision.Fixtures.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.upstream.decision.AttemptPlan.Client;
import com.plurence.gateway.upstream.decision.FaultKind.NextTarget;
import com.plurence.gateway.upstream.decision.FaultKind.SameTarget;
import com.plurence.gateway.upstream.decision.Retries.GiveUp;
import com.plurence.gateway.upstream.decision.Retries.Go;
import com.plurence.gateway.upstream.decision.Retries.Later;
import com.plurence.gateway.upstream.decision.Retries.RetryDecision;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RetriesTest {
  private final TargetState one = fresh(target("one", 1, 1));
  private final TargetState two = fresh(target("two", 1, 2));
  private final TargetState three = fresh(target("three", 1, 3));

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void asksAnotherTargetAtOnceWhereverTheTableAllowsIt(FaultKind kind) {
    Retries retrying = over(one, two);

    RetryDecision step = failed(retrying, retrying.first(START), UpstreamFault.of(kind), START);

    if (kind.sameTarget() == SameTarget.AT_ONCE) {
      assertThat(chosen(step)).isSameAs(one);
    } else if (kind.nextTarget() == NextTarget.YES || kind.nextTarget() == NextTarget.AT_MOST_ONE) {
      assertThat(chosen(step)).isSameAs(two);
    } else {
      assertThat(step).isInstanceOf(GiveUp.class);
    }
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void asksTheOnlyTargetAgainWhereverTheTableAllowsIt(FaultKind kind) {
    Retries retrying = over(one);

    RetryDecision step = failed(retrying, retrying.first(START), UpstreamFault.of(kind), START);

    switch (kind.sameTarget()) {
      case AFTER_BACKOFF, ONCE -> assertThat(step).isInstanceOf(Later.class);
      case AT_ONCE -> assertThat(step).isInstanceOf(Go.class);
      case NEVER, IF_WAIT_FITS -> assertThat(step).isInstanceOf(GiveUp.class);
    }
  }

  @Test
  void makesNoMoreAttemptsThanAllowedOverAllTargets() {
    assertThat(attempts(over(one), FaultKind.REFUSED)).containsExactly(one, one, one);
    assertThat(attempts(over(two, three), FaultKind.OVERLOADED)).containsExactly(two, three, three);
  }

  @Test
  void repeatsAMalformedAnswerOnce() {
    assertThat(attempts(over(one), FaultKind.MALFORMED)).containsExactly(one, one);
  }

  @Test
  void asksAtMostOneMoreTargetWhenTheOutcomeIsUnknown() {
    assertThat(attempts(over(one, two, three), FaultKind.FIRST_BYTE_TIMEOUT))
        .containsExactly(one, two);
  }

  @Test
  void doesNotCountAStaleConnectionAndForgivesOne() {
    assertThat(attempts(over(one), FaultKind.STALE_CONNECTION))
        .as("one at once, two after a wait")
        .containsExactly(one, one, one, one);
  }

  @Test
  void forgivesAStaleConnectionEvenToAClientThatRetries() {
    Retries retrying = retrying(new Client(true, null), one);

    assertThat(attempts(retrying, FaultKind.STALE_CONNECTION)).containsExactly(one, one);
  }

  @Test
  void givesAClientThatRetriesOneAttempt() {
    Retries retrying = retrying(new Client(true, null), one, two);

    assertThat(attempts(retrying, FaultKind.SERVER_ERROR)).containsExactly(one);
  }

  @Test
  void waitsAsLongAsTheProviderAsks() {
    Retries retrying = over(one);
    UpstreamFault busy = UpstreamFault.of(FaultKind.RATE_LIMITED).withWait(Duration.ofSeconds(2));

    Later later = (Later) failed(retrying, retrying.first(START), busy, START);

    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(chosen(retrying.again(later, seconds(2)))).isSameAs(one);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"RATE_LIMITED", "OVERLOADED"})
  void passesOnAWaitThatIsTooLong(FaultKind kind) {
    Retries retrying = over(one);
    UpstreamFault busy = UpstreamFault.of(kind).withWait(Duration.ofMillis(2001));

    RetryDecision step = failed(retrying, retrying.first(START), busy, START);

    assertThat(step).isEqualTo(new GiveUp(busy));
    assertThat(busy.answer().retryAfter()).contains(Duration.ofMillis(2001));
  }

  @Test
  void doesNotAskATargetThatSharesARejectedCredential() {
    TargetState sister =
        fresh(
            new Target(
                "one/x",
                one.target().provider(),
                "x",
                Optional.empty(),
                1,
                2,
                UpstreamConfig.DEFAULT));

    assertThat(attempts(over(one, sister, three), FaultKind.CREDENTIAL))
        .containsExactly(one, three);
  }

  @Test
  void asksALargerFallbackWhenTheContextIsExceeded() {
    TargetState larger =
        fresh(
            new Target(
                "two/l",
                two.target().provider(),
                "l",
                Optional.empty(),
                1,
                3,
                UpstreamConfig.DEFAULT));

    assertThat(attempts(over(one, two, larger), FaultKind.CONTEXT_LENGTH))
        .containsExactly(one, larger);
  }

  @Test
  void refusesAtOnceWhenNoTargetIsAvailable() {
    limit(one);
    shut(two);

    GiveUp step = (GiveUp) over(one, two).first(START);

    assertThat(step.fault().answer().kind()).isEqualTo(ErrorCode.NO_HEALTHY_TARGET);
    assertThat(step.fault().answer().retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void tellsTheLimitWhenThatIsWhatKeepsEveryTargetFromBeingAsked() {
    limit(one);
    limit(two);

    GiveUp step = (GiveUp) over(one, two).first(START);

    assertThat(step.fault().answer().kind()).isEqualTo(ErrorCode.PROVIDER_RATE_LIMITED);
    assertThat(step.fault().answer().retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void asksATargetThatFailedOnceASecondWhileThereIsNoOther() {
    shut(one);

    RetryDecision early = over(one).first(after(Duration.ofMillis(999)));
    RetryDecision due = over(one).first(after(Duration.ofSeconds(1)));
    RetryDecision meanwhile = over(one).first(after(Duration.ofSeconds(1)));

    assertThat(early)
        .isInstanceOfSatisfying(
            GiveUp.class,
            step -> assertThat(step.fault().answer().retryAfter()).contains(Duration.ofMillis(1)));
    assertThat(due).isInstanceOf(Go.class);
    assertThat(meanwhile).isInstanceOf(GiveUp.class);
  }

  private static void shut(TargetState state) {
    for (int i = 0; i < 5; i++) {
      Permit permit = (Permit) state.health().tryAcquire(START);
      permit.failed(UpstreamFault.of(FaultKind.REFUSED), START);
      permit.close(START);
    }
  }

  @Test
  void doesNotWaitForATargetThatWillStillBeClosed() {
    for (int i = 0; i < 4; i++) {
      Permit permit = (Permit) one.health().tryAcquire(START);
      permit.failed(UpstreamFault.of(FaultKind.REFUSED), START);
      permit.close(START);
    }

    assertThat(attempts(over(one), FaultKind.REFUSED)).containsExactly(one);
  }

  @Test
  void goesElsewhereWhenTheTargetBecameUnavailableDuringTheWait() {
    limit(two);
    Retries retrying = over(one, two);
    Later later =
        (Later)
            failed(retrying, retrying.first(START), UpstreamFault.of(FaultKind.TRANSIENT), START);
    Permit other = (Permit) one.health().tryAcquire(START);
    other.failed(UpstreamFault.of(FaultKind.RATE_LIMITED).withWait(Duration.ofMinutes(1)), START);
    other.close(START);

    RetryDecision step = retrying.again(later, seconds(1.5));

    assertThat(chosen(step)).isSameAs(two);
  }

  @Test
  void beginsNothingWhenTheWaitEndedTooLate() {
    Retries retrying = over(one);
    UpstreamFault fault = UpstreamFault.of(FaultKind.REFUSED);
    Later later = (Later) failed(retrying, retrying.first(START), fault, START);

    assertThat(retrying.again(later, seconds(3.1))).isEqualTo(new GiveUp(fault));
  }

  @Test
  void leavesNothingInFlightWhenItGivesUp() {
    attempts(over(one, two, three), FaultKind.SERVER_ERROR);
    drain(one, two);
    attempts(over(one, two, three), FaultKind.SERVER_ERROR);

    assertThat(List.of(one, two, three))
        .allSatisfy(state -> assertThat(state.health().inFlight()).isZero());
  }

  @Test
  void keepsATotalOutageBelowOnePointTwoAttemptsARequestByTheBudgetAlone() {
    int requests = 10_000;
    int attempts = 0;
    TargetState first = withoutBreaker("first", 1);
    TargetState second = withoutBreaker("second", 2);

    for (int i = 0; i < requests; i++) {
      Retries retrying = over(first, second);
      attempts += attempts(retrying, FaultKind.REFUSED, after(Duration.ofMillis(i))).size();
    }

    assertThat((double) attempts / requests).isBetween(1.05, 1.2);
  }

  @Test
  void keepsATotalOutageNearNoAttemptAtAllOnceTheBreakersAreOpen() {
    int attempts = 0;

    for (int i = 0; i < 10_000; i++) {
      attempts += attempts(over(one, two), FaultKind.REFUSED, after(Duration.ofMillis(i))).size();
    }

    assertThat(attempts).isLessThan(30);
  }

  private static TargetState fresh(Target target) {
    return TargetState.fresh(target, START);
  }

  private static TargetState withoutBreaker(String name, int priority) {
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

  private static Retries over(TargetState... states) {
    return retrying(Client.SILENT, states);
  }

  private static Retries retrying(Client client, TargetState... states) {
    Balancer balancer = new Balancer(Stream.of(states).map(List::of).toList());
    return new Retries(balancer, client, new Random(11));
  }

  private static List<TargetState> attempts(Retries retrying, FaultKind kind) {
    return attempts(retrying, kind, START);
  }

  /** The targets that are asked when every attempt fails in the same way. */
  private static List<TargetState> attempts(Retries retrying, FaultKind kind, long begin) {
    List<TargetState> asked = new ArrayList<>();
    long now = begin;
    RetryDecision step = retrying.first(now);
    while (!(step instanceof GiveUp)) {
      if (step instanceof Later later) {
        now += later.delay().toNanos();
        step = retrying.again(later, now);
      } else {
        asked.add(chosen(step));
        step = failed(retrying, step, UpstreamFault.of(kind), now);
      }
    }
    return asked;
  }

  private static void drain(TargetState... states) {
    for (TargetState state : states) {
      for (int i = 0; i < 200; i++) {
        state.budget().trySpend(START);
      }
    }
  }

  private static void limit(TargetState state) {
    Permit permit = (Permit) state.health().tryAcquire(START);
    permit.failed(UpstreamFault.of(FaultKind.RATE_LIMITED), START);
    permit.close(START);
  }

  private static Balancer.Chosen go(RetryDecision step) {
    return ((Go) step).chosen();
  }

  /** What follows when the attempt that {@code step} asks for fails. */
  private static RetryDecision failed(
      Retries retrying, RetryDecision step, UpstreamFault fault, long now) {
    Balancer.Chosen attempt = go(step);
    attempt.permit().failed(fault, now);
    attempt.permit().close(now);
    return retrying.after(attempt.state(), fault, now);
  }

  private static TargetState chosen(RetryDecision step) {
    return go(step).state();
  }
}
