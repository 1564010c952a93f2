package com.plurence.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long SLICE = LoopDelay.SLICE;

  private final Pace pace = new Pace();
  private final ProjectLoad loud = new ProjectLoad();
  private final ProjectLoad quiet = new ProjectLoad();
  private long now;

  private void admit(int requests) {
    for (int i = 0; i < requests; i++) {
      pace.admit(loud);
    }
  }

  private void sliceEnds(boolean behind) {
    now += SLICE;
    pace.next(behind, 1, now, 2);
  }

  private int admittedOf(ProjectLoad project, Priority priority, double part, int projects) {
    int admitted = 0;
    while (admitted < 1000 && pace.admits(project, priority, part, projects)) {
      pace.admit(project);
      admitted++;
    }
    return admitted;
  }

  @Test
  void thereIsNoneAsLongAsTheLoopKeepsUp() {
    admit(1000);
    sliceEnds(false);

    assertThat(pace.isSet()).isFalse();
  }

  @Test
  void fallsToFourFifthsOfWhatWasAdmittedAndGrowsByATenth() {
    admit(100);
    sliceEnds(true);
    assertThat(pace.perSlice()).isEqualTo(80);

    admit(60);
    sliceEnds(true);
    assertThat(pace.perSlice()).isEqualTo(48);

    sliceEnds(false);
    assertThat(pace.perSlice()).isEqualTo(48 * 1.1);
  }

  @Test
  void countsALongSliceForWhatItIs() {
    admit(300);
    pace.next(true, 3, SLICE, 2);

    assertThat(pace.perSlice()).isEqualTo(80);
  }

  @Test
  void neverStopsALoopWhollyAndComesBackFromThere() {
    for (int i = 0; i < 50; i++) {
      sliceEnds(true);
    }
    assertThat(pace.perSlice()).isEqualTo(10);

    sliceEnds(false);
    assertThat(pace.perSlice()).isEqualTo(11);
  }

  @Test
  void endsFiveSecondsAfterTheLastExcess() {
    admit(100);
    sliceEnds(true);
    long excess = now;
    while (now - excess < 5 * SECOND - SLICE) {
      sliceEnds(false);
      assertThat(pace.isSet()).isTrue();
    }

    sliceEnds(false);

    assertThat(pace.isSet()).isFalse();
  }

  @Test
  void whoHasHadAFairShareGetsWhatBelongsToTheTimeThatHasPassed() {
    admit(125);
    sliceEnds(true); // to 100

    assertThat(admittedOf(loud, Priority.NORMAL, 0.1, 2)).isEqualTo(50);
    assertThat(admittedOf(loud, Priority.NORMAL, 0.8, 2)).isEqualTo(30);
    assertThat(admittedOf(quiet, Priority.NORMAL, 0.8, 2)).isEqualTo(50);
    assertThat(admittedOf(quiet, Priority.NORMAL, 1, 2)).isZero();
  }

  @Test
  void whatCanWaitGetsNothingAndWhatIsCriticalEverything() {
    admit(125);
    sliceEnds(true);

    assertThat(admittedOf(loud, Priority.BATCH, 1, 1)).isZero();
    assertThat(admittedOf(loud, Priority.CRITICAL, 0, 1)).isEqualTo(1000);
  }

  /** With more projects than requests in a slice each has its turn within several. */
  @Test
  void sharesOfLessThanOneAreGathered() {
    admit(25);
    sliceEnds(true); // to 20

    int admitted = 0;
    for (int slice = 0; slice < 5; slice++) {
      admitted += admittedOf(quiet, Priority.NORMAL, 0, 100);
      now += SLICE;
      pace.next(false, 1, now, 100);
    }

    assertThat(admitted).isBetween(1, 2); // the pace grows meanwhile
  }
}
