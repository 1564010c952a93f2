package com.plurence.gateway.overload;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of bodies and whole responses the process may hold at once, over all event loops.
 * It is asked before anything is taken, by way of a {@link Holding}; whoever gets nothing waits in
 * a {@link Line}, or is refused. Safe on any thread, without locks.
 *
 * <p>Large request bodies may fill three quarters of it, so that small ones pass beside them, and
 * all bodies seven eighths. The rest is left to whole responses: a body is held until it is
 * answered, so if bodies could fill everything, they would wait for one another.
 */
public final class ByteBudget {
  private final long limit;
  private final AtomicLong held = new AtomicLong();
  private final LongAdder shed = new LongAdder();
  private final Line bodies;
  private final Line answers;
  private final @Nullable Workshop workshop;

  /**
   * @param limit bytes
   */
  public ByteBudget(long limit) {
    this(limit, new Workshop(new ByteBudget(limit, null)));
  }

  /**
   * @param workshop null: nothing is worked on here
   */
  private ByteBudget(long limit, @Nullable Workshop workshop) {
    this.limit = limit;
    this.workshop = workshop;
    this.bodies = new Line(this, limit / 2, limit / 8 * 7, limit / 4 * 3);
    this.answers = new Line(this, limit / 2, limit, limit / 16 * 15);
  }

  /** The share of the heap, where all bodies lie, that {@code share} says. */
  public static ByteBudget ofHeap(double share) {
    return new ByteBudget((long) (Runtime.getRuntime().maxMemory() * share));
  }

  /** Where request bodies get their bytes. */
  public Line bodies() {
    return bodies;
  }

  /** Where whole responses of providers, and events of streams, get their bytes. */
  public Line answers() {
    return answers;
  }

  /** Where what is held is worked on. */
  public Workshop workshop() {
    return Objects.requireNonNull(workshop);
  }

  /** The most that it may come to, in bytes. */
  public long limit() {
    return limit;
  }

  /** What is held now, in bytes. */
  public long held() {
    return held.get();
  }

  /** Requests that were refused because there was no room for them. */
  public long shed() {
    return shed.sum();
  }

  /** One request more was refused. */
  void countShed() {
    shed.increment();
  }

  boolean take(long bytes, long most) {
    while (true) {
      long seen = held.get();
      if (seen + bytes > most) {
        return false;
      }
      if (held.compareAndSet(seen, seen + bytes)) {
        return true;
      }
    }
  }

  /** Takes back what nobody has got. */
  void untake(long bytes) {
    held.addAndGet(-bytes);
  }

  void give(long bytes) {
    held.addAndGet(-bytes);
    answers.serve();
    bodies.serve();
  }
}
