package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Attempting.attempts;
import static com.plurence.gateway.upstream.decision.Attempting.chosen;
import static com.plurence.gateway.upstream.decision.Attempting.drain;
import static com.plurence.gateway.upstream.decision.Attempting.failed;
import static com.plurence.gateway.upstream.decision.Attempting.fresh;
import static com.plurence.gateway.upstream.decision.Attempting.limit;
import static com.plurence.gateway.upstream.decision.Attempting.over;
import static com.plurence.gateway.upstream.decision.Attempting.retries;
import static com.plurence.gateway.upstream.decision.Attempting.shut;
import static com.plurence.gateway.upstream.decision.Attempting.withoutBreaker;
import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.after;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static com.plurence.gateway.upstream.decision.Fixtures.target;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.catalog.TargetPrices;
import com.plurence.gateway.config.provider.TargetTraits;
import com.plurence.gateway.config.provider.UpstreamConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.upstream.decision.AttemptPlan.Client;
import com.plurence.gateway.upstream.decision.FaultKind.NextTarget;
import com.plurence.gateway.upstream.decision.FaultKind.SameTarget;
import com.plurence.gateway.upstream.decision.Retries.AttemptLater;
import com.plurence.gateway.upstream.decision.Retries.AttemptNow;
import com.plurence.gateway.upstream.decision.Retries.NoMoreAttempts;
import com.plurence.gateway.upstream.decision.Retries.RetryDecision;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    Retries retries = over(one, two);

    RetryDecision step = failed(retries, retries.first(START), UpstreamFault.of(kind), START);

    if (kind.sameTarget() == SameTarget.AT_ONCE) {
      assertThat(chosen(step)).isSameAs(one);
    } else if (kind.nextTarget() == NextTarget.YES || kind.nextTarget() == NextTarget.AT_MOST_ONE) {
      assertThat(chosen(step)).isSameAs(two);
    } else {
      assertThat(step).isInstanceOf(NoMoreAttempts.class);
    }
  }

  @ParameterizedTest
  @EnumSource(FaultKind.class)
  void asksTheOnlyTargetAgainWhereverTheTableAllowsIt(FaultKind kind) {
    Retries retries = over(one);

    RetryDecision step = failed(retries, retries.first(START), UpstreamFault.of(kind), START);

    switch (kind.sameTarget()) {
      case AFTER_BACKOFF, ONCE -> assertThat(step).isInstanceOf(AttemptLater.class);
      case AT_ONCE -> assertThat(step).isInstanceOf(AttemptNow.class);
      case NEVER, IF_WAIT_FITS -> assertThat(step).isInstanceOf(NoMoreAttempts.class);
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
    Retries retries = retries(new Client(true, null), one);

    assertThat(attempts(retries, FaultKind.STALE_CONNECTION)).containsExactly(one, one);
  }

  @Test
  void givesAClientThatRetriesOneAttempt() {
    Retries retries = retries(new Client(true, null), one, two);

    assertThat(attempts(retries, FaultKind.SERVER_ERROR)).containsExactly(one);
  }

  @Test
  void waitsAsLongAsTheProviderAsks() {
    Retries retries = over(one);
    UpstreamFault busy = UpstreamFault.of(FaultKind.RATE_LIMITED).withWait(Duration.ofSeconds(2));

    AttemptLater later = (AttemptLater) failed(retries, retries.first(START), busy, START);

    assertThat(later.delay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(chosen(retries.afterWait(later, seconds(2)))).isSameAs(one);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"RATE_LIMITED", "OVERLOADED"})
  void passesOnAWaitThatIsTooLong(FaultKind kind) {
    Retries retries = over(one);
    UpstreamFault busy = UpstreamFault.of(kind).withWait(Duration.ofMillis(2001));

    RetryDecision step = failed(retries, retries.first(START), busy, START);

    assertThat(step).isEqualTo(new NoMoreAttempts(busy));
    assertThat(busy.clientError().retryAfter()).contains(Duration.ofMillis(2001));
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
                TargetTraits.DEFAULT,
                TargetPrices.NONE,
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
                TargetTraits.DEFAULT,
                TargetPrices.NONE,
                UpstreamConfig.DEFAULT));

    assertThat(attempts(over(one, two, larger), FaultKind.CONTEXT_LENGTH))
        .containsExactly(one, larger);
  }

  @Test
  void refusesAtOnceWhenNoTargetIsAvailable() {
    limit(one);
    shut(two);

    NoMoreAttempts step = (NoMoreAttempts) over(one, two).first(START);

    assertThat(step.fault().clientError().kind()).isEqualTo(ErrorCode.NO_HEALTHY_TARGET);
    assertThat(step.fault().clientError().retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void tellsTheLimitWhenThatIsWhatKeepsEveryTargetFromBeingAsked() {
    limit(one);
    limit(two);

    NoMoreAttempts step = (NoMoreAttempts) over(one, two).first(START);

    assertThat(step.fault().clientError().kind()).isEqualTo(ErrorCode.PROVIDER_RATE_LIMITED);
    assertThat(step.fault().clientError().retryAfter()).contains(Duration.ofSeconds(1));
  }

  @Test
  void asksATargetThatFailedOnceASecondWhileThereIsNoOther() {
    shut(one);

    RetryDecision early = over(one).first(after(Duration.ofMillis(999)));
    RetryDecision due = over(one).first(after(Duration.ofSeconds(1)));
    RetryDecision meanwhile = over(one).first(after(Duration.ofSeconds(1)));

    assertThat(early)
        .isInstanceOfSatisfying(
            NoMoreAttempts.class,
            step ->
                assertThat(step.fault().clientError().retryAfter()).contains(Duration.ofMillis(1)));
    assertThat(due).isInstanceOf(AttemptNow.class);
    assertThat(meanwhile).isInstanceOf(NoMoreAttempts.class);
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
    Retries retries = over(one, two);
    AttemptLater later =
        (AttemptLater)
            failed(retries, retries.first(START), UpstreamFault.of(FaultKind.TRANSIENT), START);
    Permit other = (Permit) one.health().tryAcquire(START);
    other.failed(UpstreamFault.of(FaultKind.RATE_LIMITED).withWait(Duration.ofMinutes(1)), START);
    other.close(START);

    RetryDecision step = retries.afterWait(later, seconds(1.5));

    assertThat(chosen(step)).isSameAs(two);
  }

  @Test
  void beginsNothingWhenTheWaitEndedTooLate() {
    Retries retries = over(one);
    UpstreamFault fault = UpstreamFault.of(FaultKind.REFUSED);
    AttemptLater later = (AttemptLater) failed(retries, retries.first(START), fault, START);

    assertThat(retries.afterWait(later, seconds(3.1))).isEqualTo(new NoMoreAttempts(fault));
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
      Retries retries = over(first, second);
      attempts += attempts(retries, FaultKind.REFUSED, after(Duration.ofMillis(i))).size();
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
}
