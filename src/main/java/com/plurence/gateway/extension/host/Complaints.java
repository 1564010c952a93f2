package com.plurence.gateway.extension.host;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs what an extension does wrong: at once, but not more than once a second, for one that fails
 * fails with every request. Safe on any thread.
 */
final class Complaints {
  private static final Logger LOG = LoggerFactory.getLogger(Complaints.class);
  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(1);

  private final String extension;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - BETWEEN);
  private final AtomicLong unheard = new AtomicLong();

  Complaints(String extension) {
    this.extension = extension;
  }

  /**
   * @param cause with its stack trace, where there is one
   */
  void add(String requestId, String what, @Nullable Throwable cause) {
    long now = System.nanoTime();
    long before = last.get();
    if (now - before < BETWEEN || !last.compareAndSet(before, now)) {
      unheard.incrementAndGet();
      return;
    }
    LoggingEventBuilder line =
        LOG.atError()
            .addKeyValue("extension", extension)
            .addKeyValue("requestId", requestId)
            .addKeyValue("what", what)
            .addKeyValue("unlogged", unheard.getAndSet(0));
    (cause == null ? line : line.setCause(cause)).log("an extension failed");
  }
}
