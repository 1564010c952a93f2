package com.plurence.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExcessTest {
  private static final long SLICE = LoopDelay.SLICE;

  private final Excess excess = new Excess();

  private void slices(int number, int requests) {
    for (int i = 0; i < number; i++) {
      excess.next(true, requests, 1, SLICE);
    }
  }

  @Test
  void standsWhenMoreThanABurstHasComeAndTheLoopHasWorkedForASecond() {
    slices(9, 250);
    assertThat(excess.stands()).isFalse();

    slices(1, 250);

    assertThat(excess.stands()).isTrue();
    assertThat(excess.admittedPerSlice()).isEqualTo(250);
  }

  @Test
  void aBurstIsNoneHoweverLongALoopThatHasJustStartedTakesForIt() {
    slices(1, 2000);
    slices(90, 0);

    assertThat(excess.stands()).isFalse();
  }

  @Test
  void fewRequestsThatAreMuchWorkAreOneAfterTenSeconds() {
    slices(99, 10);
    assertThat(excess.stands()).isFalse();

    slices(1, 10);

    assertThat(excess.stands()).isTrue();
  }

  @Test
  void isOverAsSoonAsTheLoopIsOnTime() {
    slices(9, 1000);
    excess.next(false, 1000, 1, SLICE);

    slices(9, 1000);
    assertThat(excess.stands()).isFalse();
  }

  /** The loop takes longer then for the same work. */
  @Test
  void timeThatOtherProcessesHadDoesNotCount() {
    for (int i = 0; i < 9; i++) {
      excess.next(true, 1000, 10, SLICE);
    }
    assertThat(excess.stands()).isFalse();

    excess.next(true, 1000, 10, SLICE);

    assertThat(excess.stands()).isTrue();
    assertThat(excess.admittedPerSlice()).isEqualTo(100);
  }
}
