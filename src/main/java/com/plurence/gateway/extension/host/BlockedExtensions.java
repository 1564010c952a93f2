package com.plurence.gateway.extension.host;

import com.plurence.gateway.config.VerticleConfig.Threading;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every event loop of an extension whether it still turns, and names in the log the extension
 * that blocks its own, with what it is doing.
 */
final class BlockedExtensions {
  private static final Logger LOG = LoggerFactory.getLogger(BlockedExtensions.class);
  private static final Duration BETWEEN = Duration.ofMillis(500);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  private final Vertx gateway;
  private final long timer;
  private List<Pulse> pulses = List.of();

  BlockedExtensions(Vertx gateway) {
    this.gateway = gateway;
    this.timer = gateway.setPeriodic(BETWEEN.toMillis(), tick -> look());
  }

  /** Looks after {@code deployments} from now on, and no others. */
  synchronized void follow(List<Deployment> deployments) {
    pulses =
        deployments.stream()
            .filter(some -> some.entry().threading() == Threading.EVENT_LOOP)
            .flatMap(some -> some.instances().stream())
            .map(Pulse::new)
            .toList();
  }

  void stop() {
    gateway.cancelTimer(timer);
  }

  private synchronized void look() {
    pulses.forEach(Pulse::look);
  }

  /** The beat of one instance. */
  private static final class Pulse {
    private final Instance instance;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
    private volatile boolean unanswered;
    private long askedAt;

    Pulse(Instance instance) {
      this.instance = instance;
    }

    void look() {
      long now = System.nanoTime();
      if (!unanswered) {
        unanswered = true;
        askedAt = now;
        instance.context().runOnContext(turn -> answer());
      } else if (now - askedAt > LONGEST) {
        report(now);
      }
    }

    private void answer() {
      thread.set(Thread.currentThread());
      unanswered = false;
    }

    private void report(long now) {
      Thread busy = thread.get();
      Throwable doing = new Throwable("what it is doing");
      if (busy != null) {
        doing.setStackTrace(busy.getStackTrace());
      }
      LOG.atWarn()
          .addKeyValue("extension", instance.entry().name())
          .addKeyValue("ms", TimeUnit.NANOSECONDS.toMillis(now - askedAt))
          .setCause(doing)
          .log("an extension blocks its event loop");
    }
  }
}
