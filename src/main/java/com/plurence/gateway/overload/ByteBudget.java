package com.plurence.gateway.overload;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
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
  private final Shed shed;
  private final Line bodies;
  private final Line answers;
  private final @Nullable Workshop workshop;

  /**
   * @param limit bytes
   */
  public ByteBudget(long limit) {
    this(limit, 0, new Shed());
  }

  /**
   * @param limit bytes
   * @param spare the share of them that is for projects below a fair share
   * @param shed counts what is refused
   */
  ByteBudget(long limit, double spare, Shed shed) {
    this(limit, spare, shed, new Workshop(new ByteBudget(limit, 0, shed, null)));
  }

  /**
   * @param workshop null: nothing is worked on here
   */
  private ByteBudget(long limit, double spare, Shed shed, @Nullable Workshop workshop) {
    this.limit = limit;
    this.shed = shed;
    this.workshop = workshop;
    this.bodies = new Line(this, limit / 2, limit / 8 * 7, limit / 4 * 3, spare);
    this.answers = new Line(this, limit / 2, limit, limit / 16 * 15, spare);
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

  /** One request more was refused that is none to a model. */
  void countShed() {
    shed.count(ShedReason.BUFFERED, Priority.NORMAL);
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
