package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static com.plurence.gateway.upstream.decision.Fixtures.inParallel;
import static com.plurence.gateway.upstream.decision.Fixtures.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FailureWindowTest {
  private final FailureWindow window = new FailureWindow(Duration.ofSeconds(10), START);

  @Test
  void countsFailuresInARowUntilASuccess() {
    window.failure(START);
    window.failure(START);
    window.success(START);

    assertThat(window.failure(START)).isEqualTo(1);
    assertThat(window.failure(START)).isEqualTo(2);
  }

  @Test
  void saysNothingOfTheRatioBelowTheLeastVolume() {
    count(10, 9, 0);

    assertThat(window.ratio(START)).isZero();

    window.success(START);

    assertThat(window.ratio(START)).isEqualTo(9 / 20.0);
  }

  @Test
  void forgetsOutcomesThatLeftTheWindow() {
    count(0, 20, 0);
    count(20, 0, 5);

    assertThat(window.ratio(seconds(9.9))).isEqualTo(0.5);
    assertThat(window.ratio(seconds(10))).isZero();
    assertThat(window.ratio(seconds(25))).isZero();
  }

  @Test
  void startsABucketAfreshWhenTheWindowComesRound() {
    count(0, 20, 0);
    count(30, 10, 10);

    assertThat(window.ratio(seconds(10))).isEqualTo(0.25);
  }

  @Test
  void whatWasForgottenDoesNotComeBackAfterTwelveDays() {
    double aRoundOfTicks = 1 << 20;
    count(0, 20, 3);
    count(20, 0, 9);

    assertThat(window.ratio(seconds(3 + aRoundOfTicks))).isZero();

    count(20, 0, 9.5 + aRoundOfTicks);

    assertThat(window.ratio(seconds(9.5 + aRoundOfTicks))).isZero();
  }

  @Test
  void losesNoOutcomeWhenManyThreadsCount() throws InterruptedException {
    inParallel(
        8,
        () -> {
          for (int i = 0; i < 5_000; i++) {
            window.success(START);
            window.failure(START);
          }
        });

    assertThat(window.ratio(START)).isEqualTo(0.5);
  }

  private void count(int successes, int failures, double second) {
    for (int i = 0; i < successes; i++) {
      window.success(seconds(second));
    }
    for (int i = 0; i < failures; i++) {
      window.failure(seconds(second));
    }
  }
}
