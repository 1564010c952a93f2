package com.plurence.gateway.audit;

import com.plurence.gateway.timing.PerLoop;
import com.plurence.gateway.usage.spool.Frame;
import com.plurence.gateway.usage.spool.Lane;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Appends events to the spool that usage records go through, each on the event loop of its request.
 * Where the store is away for long, they make room for those.
 */
public final class SpooledEvents implements AuditRecorder {
  private static final int USUAL_SIZE = 1_024;

  /** The share of the spool at which events of what went well are given up. */
  private static final double TIGHT = 0.7;

  /** The share at which all are. */
  private static final double FULL = 0.8;

  private final PerLoop<Writer> writers;
  private final DoubleSupplier fill;
  private final SpooledBodies bodies;
  private final AtomicLong dropped = new AtomicLong();

  /**
   * @param lanes the way of each event loop into the spool
   * @param fill the share of the spool that waits for the store, from 0 to 1
   * @param bodies takes the bodies of those that have them
   */
  SpooledEvents(PerLoop<Lane> lanes, DoubleSupplier fill, SpooledBodies bodies) {
    this.bodies = bodies;
    this.writers = new PerLoop<>(() -> new Writer(lanes.here()));
    this.fill = fill;
  }

  @Override
  public void record(Recording recording) {
    Recording kept =
        recording instanceof FullRecording full && !bodies.hasRoom()
            ? full.withoutBodies()
            : recording;
    AuditEvent event = kept.event();
    double room = event.outcome() == Outcome.OK ? TIGHT : FULL;
    if (fill.getAsDouble() >= room || !writers.here().append(event)) {
      dropped.addAndGet(event.count());
      if (kept instanceof FullRecording full) {
        full.copies().drop();
      }
    } else if (kept instanceof FullRecording full) {
      bodies.keep(full);
    }
  }

  /** Events that were given up so far. */
  public long dropped() {
    return dropped.get();
  }

  /** The bytes of one event after the other. */
  private static final class Writer extends ByteArrayOutputStream {
    private final Lane lane;

    Writer(Lane lane) {
      super(USUAL_SIZE);
      this.lane = lane;
    }

    boolean append(AuditEvent event) {
      reset();
      try {
        AuditJson.write(event, this);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return lane.append(Frame.AUDIT, buf, count);
    }
  }
}
