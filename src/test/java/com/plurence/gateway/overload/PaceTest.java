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
      pace.admit(loud, 2);
    }
  }

  private void sliceEnds(boolean behind) {
    now += SLICE;
    pace.next(behind, 1, SLICE, now);
  }

  /** The loop is behind until there is a pace, with so many requests in each slice. */
  private void overload(int requests) {
    for (int i = 0; i < 100 && !pace.isSet(); i++) {
      admit(requests);
      sliceEnds(true);
    }
    assertThat(pace.isSet()).isTrue();
  }

  private int admittedOf(ProjectLoad project, Priority priority, double part, int projects) {
    int admitted = 0;
    while (admitted < 1000 && pace.admits(project, priority, part, projects)) {
      pace.admit(project, projects);
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
  void thereIsNoneForABurst() {
    admit(1000);
    for (int slice = 0; slice < 90; slice++) {
      sliceEnds(true);
    }

    assertThat(pace.isSet()).isFalse();
  }

  @Test
  void fallsToFourFifthsOfWhatWasAdmittedAndGrowsByATenth() {
    overload(100);
    assertThat(pace.perSlice()).isEqualTo(80);

    admit(75);
    sliceEnds(true);
    assertThat(pace.perSlice()).isEqualTo(60);

    sliceEnds(false);
    assertThat(pace.perSlice()).isEqualTo(60 * 1.1);
  }

  /** Else it would fall to nothing before what waits already is done. */
  @Test
  void fallsToHalfAtOnceAndFromThereOnSlowly() {
    overload(125); // to 100

    sliceEnds(true);
    assertThat(pace.perSlice()).isEqualTo(49);

    sliceEnds(true);
    assertThat(pace.perSlice()).isEqualTo(49 * 0.98);
  }

  @Test
  void countsALongSliceForWhatItIs() {
    overload(125);
    admit(300);
    pace.next(true, 3, 3 * SLICE, now);

    assertThat(pace.perSlice()).isEqualTo(80);
  }

  @Test
  void neverStopsALoopWhollyAndComesBackFromThere() {
    for (int i = 0; i < 200; i++) {
      sliceEnds(true);
    }
    assertThat(pace.perSlice()).isEqualTo(10);

    sliceEnds(false);
    assertThat(pace.perSlice()).isEqualTo(11);
  }

  @Test
  void endsFiveSecondsAfterTheLastExcess() {
    overload(100);
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
    overload(125); // to 100

    assertThat(admittedOf(loud, Priority.NORMAL, 0, 2)).isEqualTo(50);
    assertThat(admittedOf(loud, Priority.NORMAL, 0.8, 2)).isEqualTo(40); // its share goes on
    assertThat(admittedOf(quiet, Priority.NORMAL, 0.8, 2)).isEqualTo(90);
    assertThat(admittedOf(quiet, Priority.NORMAL, 0.8, 2)).isZero();
  }

  @Test
  void whatCanWaitGetsNothingAndWhatIsCriticalEverything() {
    overload(125);

    assertThat(admittedOf(loud, Priority.BATCH, 1, 1)).isZero();
    assertThat(admittedOf(loud, Priority.CRITICAL, 0, 1)).isEqualTo(1000);
  }

  /** With more projects than requests in a slice each has its turn within several. */
  @Test
  void sharesOfLessThanOneAddUp() {
    overload(25); // to 20

    int admitted = 0;
    for (int slice = 0; slice < 20; slice++) {
      admitted += admittedOf(quiet, Priority.NORMAL, 0, 100);
      sliceEnds(true); // to what was admitted, but not below 10
    }

    assertThat(admitted).isBetween(1, 4);
  }

  @Test
  void aQuietProjectMayHaveAtOnceWhatItDidNotNeedBefore() {
    overload(125); // to 100
    admittedOf(quiet, Priority.NORMAL, 0, 50);
    for (int slice = 0; slice < 3; slice++) {
      admit(125);
      sliceEnds(true);
    }

    assertThat(admittedOf(quiet, Priority.NORMAL, 0, 50)).isEqualTo(6);
    assertThat(admittedOf(loud, Priority.NORMAL, 0, 50)).isLessThan(3);
  }
}
