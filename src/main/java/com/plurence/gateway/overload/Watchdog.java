package com.plurence.gateway.overload;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks from a thread of its own whether every event loop still works and the heap has any room,
 * and ends the process when one does not, for many looks in a row. Time is counted in looks: while
 * the whole process stands still, in a collection, stopped by a signal or on a laptop that sleeps,
 * there are none, so none of that counts.
 */
public final class Watchdog {
  /**
   * Half a minute of work without a sign, of a loop whose turns take milliseconds; but where many
   * connections send at once and processors are scarce, some take more than ten seconds.
   */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private static final int LOOKS_WITHOUT_A_SIGN = 60;

  private static final int LOOKS_AT_COLLECTIONS = 20;
  private static final double NEARLY_ALL = 0.98;

  private final List<Loop> loops = new ArrayList<>();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final long pause;
  private long collected;
  private long lookedAt = System.nanoTime();
  private int collecting;

  /**
   * @param loops each runs what it is given on its event loop
   */
  public Watchdog(List<? extends Executor> loops) {
    this(loops, BETWEEN_LOOKS);
  }

  Watchdog(List<? extends Executor> loops, Duration betweenLooks) {
    this.pause = betweenLooks.toNanos();
    loops.forEach(loop -> this.loops.add(new Loop(loop)));
  }

  private static final class Loop {
    private final Executor executor;
    private volatile boolean answered = true;
    private int silent;

    Loop(Executor executor) {
      this.executor = executor;
    }

    /** How many looks in a row the question before has not been answered; asks another. */
    int silence() {
      if (!answered) {
        return ++silent;
      }
      silent = 0;
      answered = false;
      executor.execute(() -> answered = true);
      return 0;
    }
  }

  /** Begins to look; until {@link ScheduledExecutorService#shutdownNow()}. */
  @SuppressWarnings("FutureReturnValueIgnored") // looking has no result, only consequences
  public ScheduledExecutorService start() {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread watching = new Thread(work, "watchdog");
              watching.setDaemon(true);
              return watching;
            });
    thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
    return thread;
  }

  private void look() {
    try {
      for (Loop loop : loops) {
        if (loop.silence() >= LOOKS_WITHOUT_A_SIGN) {
          LastWords.LOOP_LOST.say();
        }
      }
      collecting = isOnlyCollecting() ? collecting + 1 : 0;
      if (collecting >= LOOKS_AT_COLLECTIONS) {
        LastWords.OUT_OF_MEMORY.say();
      }
    } catch (RejectedExecutionException ended) {
      LastWords.LOOP_LOST.say();
    } catch (OutOfMemoryError noRoom) {
      LastWords.OUT_OF_MEMORY.say();
    }
  }

  /**
   * The heap is full, and since the last look there was hardly anything but collections: short of
   * failing, but nothing gets done. Some collectors never say more than that.
   */
  private boolean isOnlyCollecting() {
    long now = System.nanoTime();
    long before = collected;
    collected = collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    double share = (collected - before) * 1e6 / Math.max(1, now - lookedAt);
    lookedAt = now;
    Runtime heap = Runtime.getRuntime();
    long used = heap.totalMemory() - heap.freeMemory();
    return share > NEARLY_ALL / 2 && used > heap.maxMemory() * NEARLY_ALL;
  }
}
