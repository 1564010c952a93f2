package com.plurence.gateway.overload;

import com.plurence.gateway.config.OverloadConfig;
import com.plurence.gateway.timing.PerLoop;
import io.vertx.core.Vertx;

/**
 * What the process does when there is too much of everything: so many requests in flight, so many
 * bytes, and no event loop far behind; and between projects, fair shares. Safe on any thread.
 */
public final class Overload {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Projects projects = new Projects();
  private final Shed shed = new Shed();
  private final Slots slots;
  private final ByteBudget bytes;
  private final PerLoop<LoopGate> gates;

  public Overload(OverloadConfig config) {
    this.slots = new Slots(config.inFlight(), config.spare());
    long heap = Runtime.getRuntime().maxMemory(); // where all bodies lie
    this.bytes = new ByteBudget((long) (heap * config.buffered()), config.spare(), shed);
    this.gates = new PerLoop<>(() -> gate(config.delay().toNanos()));
  }

  private LoopGate gate(long accepted) {
    LoopGate gate = new LoopGate(this, Vertx.currentContext().owner(), accepted);
    gate.start();
    return gate;
  }

  /** Where requests come in on the calling event loop. */
  public LoopGate gate() {
    return gates.here();
  }

  /** Begins to forget projects that ask for nothing any more. */
  public void begin(Vertx vertx) {
    vertx.setPeriodic(Projects.BETWEEN_LOOKS.toMillis(), look -> projects.forgetIdle());
  }

  /** The bytes that requests and their responses may hold. */
  public ByteBudget bytes() {
    return bytes;
  }

  /** What was refused. */
  public Shed shed() {
    return shed;
  }

  /** Requests to models in flight. */
  public int inFlight() {
    return slots.taken();
  }

  /** By how many seconds the loop that is furthest behind was so all through a tenth of one. */
  public double delay() {
    return gates.all().stream().mapToLong(LoopGate::standingDelay).max().orElse(0)
        / NANOS_PER_SECOND;
  }

  Projects projects() {
    return projects;
  }

  Slots slots() {
    return slots;
  }
}
