package com.plurence.gateway.logging;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes lines on a thread of its own. When the sink can't follow, lines are dropped, counted and
 * told of, rather than whoever logs held up. Safe on any thread.
 */
final class LineWriter {
  /** Batches of at most about 16 KiB each. */
  private static final int LONGEST_QUEUE = 512;

  private static final Batch LAST = new Batch(new byte[0], -1);

  private final OutputStream sink;
  private final Duration longestStop;
  private final BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(LONGEST_QUEUE);
  private final AtomicLong dropped = new AtomicLong();
  private final Semaphore ended = new Semaphore(0);

  private record Batch(byte[] bytes, int lines) {
    boolean isLast() {
      return lines < 0;
    }
  }

  /**
   * @param longestStop how long {@link #stop} waits for a sink that does not take what is queued
   */
  LineWriter(OutputStream sink, Duration longestStop) {
    this.sink = sink;
    this.longestStop = longestStop;
  }

  void start() {
    Thread thread = new Thread(this::run, "log-writer");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes whole lines, which belong to the writer from now on; never waits. */
  void write(byte[] bytes, int lines) {
    if (!queue.offer(new Batch(bytes, lines))) {
      dropped.addAndGet(lines);
    }
  }

  /** Writes what is queued, and no more after that. */
  void stop() {
    try {
      long nanos = longestStop.toNanos();
      if (queue.offer(LAST, nanos, TimeUnit.NANOSECONDS)) {
        ended.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      for (Batch next = queue.take(); !next.isLast(); next = queue.take()) {
        write(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.release();
    }
  }

  private void write(Batch batch) {
    try {
      sink.write(batch.bytes());
      long lost = dropped.getAndSet(0);
      if (lost > 0) {
        sink.write(lostLines(lost));
      }
      if (queue.isEmpty()) {
        sink.flush();
      }
    } catch (IOException e) {
      // A sink that is gone can't be told of anything, and there is no other.
      dropped.addAndGet(batch.lines());
    }
  }

  private static byte[] lostLines(long count) {
    JsonLines line = new JsonLines();
    line.begin(System.currentTimeMillis(), "WARN", "log", "lines were dropped");
    line.add("count", count);
    line.end();
    return line.take();
  }
}
