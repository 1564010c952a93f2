package com.plurence.gateway.http.guard.http2;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many frames that move nothing forward a client of HTTP/2 may still send on one connection.
 * Not thread safe.
 */
final class FrameCredit {
  /** A client that opens, prioritises and measures a connection needs some dozens. */
  private static final int MOST = 1000;

  /** For clients that ping, or change settings, for hours. */
  private static final int A_SECOND = 50;

  /** A frame of a response is acknowledged with an update of one window or of two. */
  private static final int EACH_STEP_FORWARD = 4;

  private final LongSupplier nanoTime;
  private long renewedAt;
  private int left = MOST;

  FrameCredit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.renewedAt = nanoTime.getAsLong();
  }

  /** A request has begun, or a piece of a response has left. */
  void progress() {
    left = Math.min(MOST, left + EACH_STEP_FORWARD);
  }

  /** Takes {@code frames} from the credit; false if there is not so much left. */
  boolean spend(int frames) {
    if (left < frames) {
      renew();
    }
    left -= frames;
    return left >= 0;
  }

  private void renew() {
    long now = nanoTime.getAsLong();
    long seconds = TimeUnit.NANOSECONDS.toSeconds(now - renewedAt);
    if (seconds > 0) {
      left = (int) Math.min(MOST, left + seconds * A_SECOND);
      renewedAt += TimeUnit.SECONDS.toNanos(seconds);
    }
  }
}
