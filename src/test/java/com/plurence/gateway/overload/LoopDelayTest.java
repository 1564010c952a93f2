package com.plurence.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LoopDelayTest {
  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();

  private final LoopDelay delay = new LoopDelay(0, 0);
  private long now;
  private long work;
  private int slices;

  /** One tick that is {@code late} milliseconds late, all of which the loop has worked. */
  private void tick(long late) {
    tick(late, late);
  }

  private void tick(long late, long worked) {
    now += LoopDelay.TICK.toNanos() + late * MILLISECOND;
    work += worked * MILLISECOND;
    if (delay.tick(now, work)) {
      delay.next(now);
      slices++;
    }
  }

  private void ticks(int number, long late) {
    for (int i = 0; i < number; i++) {
      tick(late);
    }
  }

  private long standing() {
    return delay.standing() / MILLISECOND;
  }

  @Test
  void isWhatAllTicksOfASliceWereLateBy() {
    ticks(4, 30);

    assertThat(slices).isEqualTo(1);
    assertThat(standing()).isEqualTo(30);
  }

  @Test
  void oneLongPauseIsNone() {
    ticks(10, 0);
    tick(5000);
    ticks(10, 1);

    assertThat(standing()).isEqualTo(1);
  }

  /** A slice that has nothing but a pause in it lasts until the next tick has come. */
  @Test
  void aPauseAtTheBeginningOfASliceIsNone() {
    ticks(10, 0);
    assertThat(slices).isEqualTo(1);

    tick(300);
    assertThat(slices).isEqualTo(1);
    tick(0);

    assertThat(slices).isEqualTo(2);
    assertThat(standing()).isZero();
  }

  @Test
  void aLoopThatIsAlwaysFarBehindHasLongSlices() {
    tick(400);
    now += MILLISECOND;
    assertThat(delay.part(now)).isEqualTo(4.11);
    now -= MILLISECOND;
    tick(400);

    assertThat(standing()).isEqualTo(400);
  }

  @Test
  void whatOthersDidMeanwhileIsNoWorkOfTheLoop() {
    for (int i = 0; i < 4; i++) {
      tick(300, 5);
    }

    assertThat(standing()).isEqualTo(300);
    assertThat(delay.standingByWork()).isEqualTo(5 * MILLISECOND);
  }

  /** Work while nothing is late is no delay. */
  @Test
  void isByWorkNoMoreThanItIsLate() {
    tick(30, 40);
    tick(30, 40);
    assertThat(delay.work()).isEqualTo(80 * MILLISECOND);

    tick(30, 40);

    assertThat(delay.standingByWork()).isEqualTo(30 * MILLISECOND);
    assertThat(delay.work()).isZero();
  }
}
