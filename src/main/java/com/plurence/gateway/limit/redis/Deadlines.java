package com.plurence.gateway.limit.redis;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers that are due, all within the same time, of one event loop. An answer is late only if the
 * loop was on time: after a delay of its own, in which the answer may have come unseen, every wait
 * begins anew.
 */
final class Deadlines {
  private static final Duration TICK = Duration.ofMillis(10);

  private final Vertx vertx;
  private final long timeout;
  private final Queue<Wait> waits = new ArrayDeque<>();
  private long begun = System.nanoTime();
  private long nextTick;
  private boolean ticking;

  Deadlines(Vertx vertx, Duration timeout) {
    this.vertx = vertx;
    this.timeout = timeout.toNanos();
  }

  /** Runs {@code late} unless {@link Wait#end} comes in time. */
  Wait start(Runnable late) {
    Wait wait = new Wait(System.nanoTime(), late);
    waits.add(wait);
    if (!ticking) {
      ticking = true;
      arm();
    }
    return wait;
  }

  private void arm() {
    nextTick = System.nanoTime() + TICK.toNanos();
    vertx.setTimer(TICK.toMillis(), tick -> tick());
  }

  private void tick() {
    long now = System.nanoTime();
    if (now - nextTick > TICK.toNanos()) {
      begun = now;
    }
    Wait first = waits.peek();
    while (first != null && (first.over || isLate(first, now))) {
      waits.remove();
      first.runLate();
      first = waits.peek();
    }
    if (first == null) {
      ticking = false;
    } else {
      arm();
    }
  }

  private boolean isLate(Wait wait, long now) {
    return now - (wait.since - begun > 0 ? wait.since : begun) >= timeout;
  }

  /** One answer that is due. */
  static final class Wait {
    private final long since;
    private final Runnable late;
    private boolean over;

    private Wait(long since, Runnable late) {
      this.since = since;
      this.late = late;
    }

    /**
     * The answer is there.
     *
     * @return whether in time
     */
    boolean end() {
      boolean inTime = !over;
      over = true;
      return inTime;
    }

    private void runLate() {
      if (end()) {
        late.run();
      }
    }
  }
}
