package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.inParallel;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What event loops do to one target at the same time. */
final class TargetHealthRaceTest {
  private static final int THREADS = 8;
  private static final UpstreamFault FAILURE = UpstreamFault.of(FaultKind.SERVER_ERROR);

  private final TargetHealth health =
      new TargetHealth(Fixtures.BREAKER, Duration.ofMinutes(10), START);

  @RepeatedTest(20)
  void grantsOneProbeHoweverManyAsk() throws InterruptedException {
    open();
    AtomicInteger granted = new AtomicInteger();

    inParallel(
        THREADS,
        () -> {
          for (int i = 0; i < 100; i++) {
            if (health.tryAcquire(seconds(10)) instanceof Permit) {
              granted.incrementAndGet();
            }
          }
        });

    assertThat(granted).hasValue(1);
  }

  @Test
  void neverHasTwoProbesOutAndNeverLosesTheRightToProbe() throws InterruptedException {
    open();
    AtomicInteger out = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger probes = new AtomicInteger();

    inParallel(
        THREADS,
        () -> {
          for (int i = 0; i < 2_000; i++) {
            if (health.tryAcquire(seconds(10)) instanceof Permit probe) {
              most.accumulateAndGet(out.incrementAndGet(), Math::max);
              probes.incrementAndGet();
              out.decrementAndGet();
              probe.close(seconds(10));
            }
          }
        });

    assertThat(most).hasValue(1);
    assertThat(probes).hasPositiveValue();
    assertThat(health.inFlight()).isZero();
    assertThat(health.available(seconds(10))).isTrue();
  }

  @Test
  void comesBackToRestWhateverThreadsReport() throws InterruptedException {
    AtomicLong clock = new AtomicLong(START);
    AtomicInteger threads = new AtomicInteger();

    inParallel(
        THREADS,
        () -> {
          int offset = threads.getAndIncrement();
          for (int i = 0; i < 5_000; i++) {
            long now = clock.addAndGet(Duration.ofMillis(50).toNanos());
            if (health.tryAcquire(now) instanceof Permit permit) {
              report(permit, i + offset, now);
              permit.close(now);
            }
          }
        });
    long later = clock.get() + Duration.ofMinutes(11).toNanos();
    Permit last = (Permit) health.tryAcquire(later);
    last.succeeded(later);
    last.close(later);

    assertThat(health.inFlight()).isZero();
    assertThat(health.status(later)).isEqualTo(Status.HEALTHY);
  }

  private static void report(Permit permit, int i, long now) {
    switch (i % 7) {
      case 0, 1 -> permit.succeeded(now);
      case 2 -> permit.failed(UpstreamFault.of(FaultKind.RATE_LIMITED), now);
      case 3 -> permit.failed(UpstreamFault.of(FaultKind.REJECTED), now);
      case 4 -> permit.failed(UpstreamFault.of(FaultKind.CREDENTIAL), now);
      case 5 -> permit.failed(FAILURE, now);
      default -> {}
    }
  }

  private void open() {
    for (int i = 0; i < Fixtures.BREAKER.failures(); i++) {
      Permit permit = (Permit) health.tryAcquire(START);
      permit.failed(FAILURE, START);
      permit.close(START);
    }
  }
}
