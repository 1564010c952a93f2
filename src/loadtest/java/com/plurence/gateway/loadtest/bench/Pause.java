package com.plurence.gateway.loadtest.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting on the main thread, which has nothing else to do. */
public final class Pause {
  private Pause() {}

  static void millis(long millis) {
    of(Duration.ofMillis(millis));
  }

  public static void of(Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
