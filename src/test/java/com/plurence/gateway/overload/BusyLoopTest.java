package com.plurence.gateway.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An event loop that can do 1,000 requests a second, in time that only this test knows. */
final class BusyLoopTest {
  private static final long MILLISECOND = Duration.ofMillis(1).toNanos();
  private static final long ACCEPTED = 20 * MILLISECOND;

  /** Of each request, when it comes and again when the provider has answered. */
  private static final long HALF = MILLISECOND / 2;

  private static final long REFUSAL = MILLISECOND / 10;

  private final LoopDelay delay = new LoopDelay(0, 0);
  private final Pace pace = new Pace();
  private final Project loud = new Project();
  private final Project quiet = new Project();
  private long now;
  private long work;
  private long due = LoopDelay.TICK.toNanos();
  private int atProvider;
  private int done;

  /** How many times as long everything takes, since others have the processor. */
  private int slowness = 1;

  private static final class Project {
    private final ProjectLoad load = new ProjectLoad();
    private double asked;
    private int seen;
    private int refused;
  }

  /** One turn: all that has come meanwhile, and all that providers have answered. */
  private void turn() {
    long cost = atProvider * HALF;
    done += atProvider;
    atProvider = 0;
    cost += comes(quiet) + comes(loud);
    work += cost;
    now += Math.max(cost * slowness, MILLISECOND);
    if (now >= due) {
      due = now + LoopDelay.TICK.toNanos();
      if (delay.tick(now, work)) {
        pace.next(delay.standingByWork() > ACCEPTED, delay.part(now), delay.work(), now);
        delay.next(now);
      }
    }
  }

  private long comes(Project project) {
    long cost = 0;
    for (; project.seen < (int) project.asked; project.seen++) {
      if (pace.isSet() && !pace.admits(project.load, Priority.NORMAL, delay.part(now), 2)) {
        project.refused++;
        cost += REFUSAL;
      } else {
        pace.admit(project.load, 2);
        atProvider++;
        cost += HALF;
      }
    }
    return cost;
  }

  private void run(int seconds, int ofLoud, int ofQuiet) {
    long end = now + Duration.ofSeconds(seconds).toNanos();
    while (now < end) {
      long before = now;
      turn();
      loud.asked += (now - before) / 1e9 * ofLoud;
      quiet.asked += (now - before) / 1e9 * ofQuiet;
    }
  }

  @Test
  void muchAtOnceIsDoneAndNobodyIsRefused() {
    for (int burst = 0; burst < 3; burst++) {
      loud.asked += 1000;
      run(5, 300, 10);
    }

    assertThat(loud.refused + quiet.refused).isZero();
  }

  @Test
  void aLoopWithoutAProcessorIsLateAndRefusesNobody() {
    slowness = 30;

    run(60, 30, 1);

    assertThat(loud.refused + quiet.refused).isZero();
  }

  @Test
  void tooMuchIsRefusedToWhoeverAsksForMostAndTheRestIsDone() {
    run(10, 1960, 40);
    int doneBefore = done;
    run(20, 1960, 40);

    assertThat(loud.refused).isGreaterThan(10_000);
    assertThat(quiet.refused).isLessThanOrEqualTo(quiet.seen / 100);
    assertThat(done - doneBefore).isGreaterThan(12_000);
    assertThat(delay.standing()).isLessThan(500 * MILLISECOND);

    run(10, 500, 40);
    int refused = loud.refused;
    run(10, 500, 40);
    assertThat(pace.isSet()).isFalse();
    assertThat(loud.refused).isEqualTo(refused);
  }
}
