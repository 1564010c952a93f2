package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import com.plurence.gateway.upstream.decision.TargetHealth.Refused;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetHealthTest {
  private static final UpstreamFault FAILURE = UpstreamFault.of(FaultKind.SERVER_ERROR);
  private static final UpstreamFault REJECTED_KEY = UpstreamFault.of(FaultKind.CREDENTIAL);

  private final TargetHealth health =
      new TargetHealth(Fixtures.BREAKER, Duration.ofMinutes(10), START);

  @Test
  void opensAfterFailuresInARow() {
    fail(4, START);
    boolean before = health.available(START);
    fail(1, START);

    assertThat(before).isTrue();
    assertThat(health.tryAcquire(START)).isEqualTo(new Refused(seconds(10)));
    assertThat(health.status(START)).isEqualTo(Status.OPEN);
  }

  @Test
  void staysClosedWhenASuccessComesBetweenFailures() {
    for (int i = 0; i < 9; i++) {
      fail(1, START);
      succeed(2, START);
    }

    assertThat(health.available(START)).isTrue();
  }

  @Test
  void opensWhenTheShareOfFailuresIsTooHigh() {
    for (int i = 0; i < 9; i++) {
      succeed(1, START);
      fail(1, START);
    }
    boolean belowTheVolume = health.available(START);
    succeed(1, START);
    fail(1, START);

    assertThat(belowTheVolume).isTrue();
    assertThat(health.available(START)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {
        "REJECTED_FIELDS",
        "REJECTED",
        "CONTEXT_LENGTH",
        "CONTENT_FILTER",
        "REQUEST_TOO_LARGE",
        "MODEL_UNKNOWN",
        "PATH_UNKNOWN"
      })
  void isNotTouchedByTheFaultsOfClients(FaultKind kind) {
    for (int i = 0; i < 100; i++) {
      finish(permit(START), UpstreamFault.of(kind), START);
    }

    assertThat(health.status(START)).isEqualTo(Status.HEALTHY);
  }

  @Test
  void countsNeitherRateLimitsNorClientFaultsAsSuccess() {
    fail(4, START);
    finish(permit(START), UpstreamFault.of(FaultKind.RATE_LIMITED), START);
    finish(permit(seconds(1)), UpstreamFault.of(FaultKind.REJECTED), seconds(1));
    fail(1, seconds(1));

    assertThat(health.status(seconds(1))).isEqualTo(Status.OPEN);
  }

  @Test
  void letsExactlyOneProbeThroughAtATime() {
    fail(5, START);

    Permit probe = permit(seconds(10));

    assertThat(probe.probe()).isTrue();
    assertThat(health.status(seconds(10))).isEqualTo(Status.PROBING);
    assertThat(health.tryAcquire(seconds(10))).isEqualTo(new Refused(seconds(11)));
  }

  @Test
  void closesWithACleanRecordWhenTheProbeSucceeds() {
    fail(5, START);
    Permit probe = permit(seconds(10));
    probe.succeeded(seconds(10));

    fail(4, seconds(10));

    assertThat(health.status(seconds(10))).isEqualTo(Status.HEALTHY);
    assertThat(permit(seconds(10)).probe()).isFalse();
  }

  @Test
  void opensAgainWhenTheProbeFails() {
    fail(5, START);

    finish(permit(seconds(10)), FAILURE, seconds(11));

    assertThat(health.tryAcquire(seconds(20.9))).isEqualTo(new Refused(seconds(21)));
    assertThat(permit(seconds(21)).probe()).isTrue();
  }

  @Test
  void letsTheNextProbeThroughWhenTheProbeWasCancelled() {
    fail(5, START);

    permit(seconds(10)).close(seconds(12));

    assertThat(permit(seconds(12)).probe()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {"REJECTED", "DEADLINE", "POOL_EXHAUSTED", "STALE_CONNECTION"})
  void letsTheNextProbeThroughWhenTheProbeProvedNothing(FaultKind kind) {
    fail(5, START);

    finish(permit(seconds(10)), UpstreamFault.of(kind), seconds(12));

    assertThat(health.status(seconds(12))).isEqualTo(Status.OPEN);
    assertThat(permit(seconds(12)).probe()).isTrue();
  }

  @Test
  void probesAgainAfterTheCoolDownWhenTheProbeWasLimited() {
    fail(5, START);

    finish(permit(seconds(10)), limited(Duration.ofSeconds(4)), seconds(10));

    assertThat(health.tryAcquire(seconds(13))).isEqualTo(new Refused(seconds(14)));
    assertThat(permit(seconds(14)).probe()).isTrue();
  }

  @Test
  void countsAStreamThatBreaksAfterTheProbeHadSucceeded() {
    fail(5, START);
    Permit probe = permit(seconds(10));
    probe.succeeded(seconds(10));
    fail(4, seconds(10));

    finish(probe, UpstreamFault.of(FaultKind.STREAM_RESET), seconds(11));

    assertThat(health.status(seconds(11))).isEqualTo(Status.OPEN);
  }

  @Test
  void givesUpAProbeThatNeverReports() {
    fail(5, START);
    Permit lost = permit(seconds(10));

    Permit next = permit(seconds(610));
    lost.close(seconds(611));

    assertThat(next.probe()).isTrue();
    assertThat(health.status(seconds(611))).isEqualTo(Status.PROBING);
  }

  @Test
  void ignoresOutcomesOfRequestsFromBeforeItOpened() {
    Permit[] early = new Permit[20];
    for (int i = 0; i < early.length; i++) {
      early[i] = permit(START);
    }
    fail(5, START);
    early[0].succeeded(seconds(1));
    Status afterLateSuccess = health.status(seconds(1));
    permit(seconds(10)).succeeded(seconds(10));
    for (Permit late : early) {
      finish(late, FAILURE, seconds(11));
    }

    assertThat(afterLateSuccess).isEqualTo(Status.OPEN);
    assertThat(health.status(seconds(11))).isEqualTo(Status.HEALTHY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void benchesARejectedCredentialTwiceAsLongEachTime(int rejections) {
    long now = START;
    for (int i = 0; i < rejections; i++) {
      finish(permit(now), REJECTED_KEY, now);
      if (i < rejections - 1) {
        now = health.earliest(now);
      }
    }

    long bench = Math.min(600, 10L << Math.min(20, rejections - 1));
    assertThat(health.status(now)).isEqualTo(Status.BENCHED);
    assertThat(health.earliest(now) - now).isEqualTo(Duration.ofSeconds(bench).toNanos());
  }

  @Test
  void benchesOnceForRequestsThatWereRejectedTogether() {
    Permit one = permit(START);
    Permit other = permit(START);

    finish(one, REJECTED_KEY, START);
    finish(other, REJECTED_KEY, seconds(1));

    assertThat(health.earliest(seconds(1))).isEqualTo(seconds(10));
  }

  @Test
  void forgetsTheBenchWhenAProbeSucceeds() {
    finish(permit(START), REJECTED_KEY, START);
    Permit probe = permit(seconds(10));
    probe.succeeded(seconds(10));
    probe.close(seconds(10));

    finish(permit(seconds(10)), REJECTED_KEY, seconds(10));

    assertThat(health.earliest(seconds(10))).isEqualTo(seconds(20));
  }

  @Test
  void countsRequestsInFlightUntilTheyAreClosed() {
    Permit one = permit(START);
    permit(START);
    one.succeeded(START);
    int both = health.inFlight();
    one.close(START);

    assertThat(both).isEqualTo(2);
    assertThat(health.inFlight()).isEqualTo(1);
  }

  static UpstreamFault limited(Duration wait) {
    return UpstreamFault.of(FaultKind.RATE_LIMITED).withWait(wait);
  }

  private Permit permit(long now) {
    return (Permit) health.tryAcquire(now);
  }

  private void fail(int times, long now) {
    for (int i = 0; i < times; i++) {
      finish(permit(now), FAILURE, now);
    }
  }

  private void succeed(int times, long now) {
    for (int i = 0; i < times; i++) {
      Permit permit = permit(now);
      permit.succeeded(now);
      permit.close(now);
    }
  }

  static void finish(Permit permit, UpstreamFault fault, long now) {
    permit.failed(fault, now);
    permit.close(now);
  }
}
