package com.plurence.gateway.overload;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Vertx;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets requests to models in on one event loop, or tells them to come back: before anything is read
 * of them, so that a refusal costs next to nothing. Lives on its loop.
 */
public final class LoopGate {
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final Duration COME_BACK_LATER = Duration.ofSeconds(2);

  /** Times the delay that is accepted; beyond it a second is not enough. */
  private static final int MUCH = 5;

  private final Overload overload;
  private final Vertx vertx;
  private final long accepted;
  private final LongSupplier work = workOfThread();
  private final LoopDelay delay;
  private final Pace pace = new Pace();

  /**
   * Made on its loop.
   *
   * @param accepted nanoseconds that the loop may be behind
   */
  LoopGate(Overload overload, Vertx vertx, long accepted) {
    this.overload = overload;
    this.vertx = vertx;
    this.accepted = accepted;
    this.delay = new LoopDelay(System.nanoTime(), work.getAsLong());
  }

  /** Nanoseconds of a processor that the calling thread has used, or all where nobody knows. */
  private static LongSupplier workOfThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled()
        ? threads::getCurrentThreadCpuTime
        : System::nanoTime;
  }

  /** Begins to look how late the loop is; called once, on it. */
  void start() {
    vertx.setTimer(LoopDelay.TICK.toMillis(), tick -> tick());
  }

  private void tick() {
    start();
    long now = System.nanoTime();
    if (delay.tick(now, work.getAsLong())) {
      pace.next(delay.standingByWork() > accepted, delay.part(now), delay.work(), now);
      delay.next(now);
    }
  }

  /**
   * Lets a request of {@code project} in.
   *
   * @return its place, to be given back when it is over
   * @throws GatewayException if it is to come back later
   */
  public Slot enter(String project, Priority priority) {
    ProjectLoad load = overload.projects().asking(project);
    if (pace.isSet() && !isInPace(load, priority)) {
      throw refusal(ShedReason.DELAY, priority);
    }
    if (!overload.slots().take(load, priority, overload.projects().count())) {
      throw refusal(ShedReason.IN_FLIGHT, priority);
    }
    pace.admit(load, overload.projects().count());
    return new Slot(overload, load, priority);
  }

  /** Whether the loop keeps a pace, since it could not keep up. */
  public boolean isBehind() {
    return pace.isSet();
  }

  private boolean isInPace(ProjectLoad load, Priority priority) {
    double part = delay.part(System.nanoTime());
    return pace.admits(load, priority, part, overload.projects().count());
  }

  private GatewayException refusal(ShedReason reason, Priority priority) {
    overload.shed().count(reason, priority);
    return ErrorCode.GATEWAY_OVERLOADED
        .toException()
        .withRetryAfter(delay.standing() > MUCH * accepted ? COME_BACK_LATER : COME_BACK);
  }

  /** By how many nanoseconds the loop was behind all through the last slice; on any thread. */
  long standingDelay() {
    return delay.standing();
  }
}
