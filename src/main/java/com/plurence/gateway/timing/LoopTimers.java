package com.plurence.gateway.timing;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time-outs of one event loop: a hashed wheel whose entries cost a few nanoseconds to start and
 * to stop, where a timer of the loop costs about a microsecond; a request needs several. What is
 * started is put into the wheel with the next tick, so that no start reads the clock, and most are
 * cancelled before. Coarse: an entry fires up to three ticks late, never early. Not thread safe:
 * every call is made on the loop that owns it.
 */
public final class LoopTimers {
  private static final Logger LOG = LoggerFactory.getLogger(LoopTimers.class);
  private static final int SLOTS = 1024;
  private static final Duration TICK = Duration.ofMillis(20);
  private static final long TICK_NANOS = TICK.toNanos();

  private final Vertx vertx;
  private final Timeout[] slots = new Timeout[SLOTS];
  private final Timeout started = Timeout.head(this);
  private final long startedAt = System.nanoTime();
  private final AtomicInteger pending = new AtomicInteger();
  private long tick;
  private long periodic = -1;

  public LoopTimers(Vertx vertx) {
    this.vertx = vertx;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = Timeout.head(this);
    }
  }

  /** Begins to tick; called once, on the loop. */
  public void start() {
    periodic = vertx.setPeriodic(TICK.toMillis(), timer -> advance());
  }

  /** Stops ticking; what is pending never fires. */
  public void stop() {
    vertx.cancelTimer(periodic);
  }

  /**
   * Runs {@code action} on the loop once {@code wait} has passed, unless the time-out is cancelled
   * before.
   */
  public Timeout after(Duration wait, Runnable action) {
    Timeout timeout = new Timeout(this, action, (wait.toNanos() - 1) / TICK_NANOS + 2);
    started.insert(timeout);
    count(1);
    return timeout;
  }

  /** Nanoseconds of {@link System#nanoTime()} as of the last tick; they cost nothing to read. */
  public long coarseNanoTime() {
    return startedAt + tick * TICK_NANOS;
  }

  /** How many are pending; as another thread sees it, at some time of late. */
  public int pending() {
    return pending.getOpaque();
  }

  /** Only the loop writes, so that it costs no more than a plain field. */
  void count(int added) {
    pending.setOpaque(pending.getPlain() + added);
  }

  private void advance() {
    long now = (System.nanoTime() - startedAt) / TICK_NANOS;
    place(now);
    while (tick < now) {
      tick++;
      fire(slots[slot(tick)]);
    }
  }

  /** Whatever was started since the last tick was started by now, so none of it fires early. */
  private void place(long now) {
    for (Timeout next = started.next; next != started; next = started.next) {
      next.placeAt(now);
      slots[slot(next.due())].insert(next);
    }
  }

  private void fire(Timeout head) {
    Timeout next = head.next;
    while (next != head) {
      Timeout timeout = next;
      next = timeout.next;
      if (timeout.due() <= tick) {
        timeout.cancel();
        next = runAndResume(timeout, next, head);
      }
    }
  }

  /**
   * An action may cancel its neighbours, so the walk goes on from the head if the remembered
   * neighbour has gone.
   */
  private static Timeout runAndResume(Timeout timeout, Timeout next, Timeout head) {
    try {
      timeout.action.run();
    } catch (RuntimeException bug) {
      // The others of this tick must not wait for the wheel's next turn.
      LOG.atError().setCause(bug).log("the action of a time-out failed");
    }
    return next == head || next.pending() ? next : head.next;
  }

  private static int slot(long due) {
    return (int) (due & (SLOTS - 1));
  }
}
