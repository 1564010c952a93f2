package com.plurence.gateway.audit;

import com.plurence.gateway.audit.redact.Redactor;
import com.plurence.gateway.config.AuditConfig;
import com.plurence.gateway.record.BodyCopying;
import com.plurence.gateway.usage.shipping.UsageKeeper;
import com.plurence.gateway.usage.spool.Frame;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps audit events: on their way with the usage records, and then in the store. Everything but
 * {@link #recorder} may be called on any thread.
 */
public final class AuditKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(AuditKeeper.class);
  private static final Duration BETWEEN_FLUSHES = Duration.ofMinutes(1);
  private static final Duration BETWEEN_HOUSEKEEPINGS = Duration.ofHours(1);

  private final Vertx vertx;
  private final AuditStore store;
  private final AuditConfig config;
  private final BodyCopying copying;
  private final SpooledEvents events;
  private final Repetitions repetitions;
  private final InstantSource clock = InstantSource.system();

  /**
   * @param spool takes events with the usage records
   */
  public AuditKeeper(Vertx vertx, UsageKeeper spool, AuditStore store, AuditConfig config) {
    this.vertx = vertx;
    this.store = store;
    this.config = config;
    this.copying = new BodyCopying(config.body(), config.memory());
    SpooledBodies bodies =
        new SpooledBodies(vertx, spool.lanes(), spool::fill, new Redactor(config.redact()));
    this.events = new SpooledEvents(spool.lanes(), spool::fill, bodies);
    this.repetitions = new Repetitions(events);
    spool.ship(Frame.AUDIT, this::ship);
    spool.ship(Frame.BODIES, this::shipBodies);
  }

  /** Hears of requests to the gateway, on their event loops. */
  public RequestAudit requests() {
    return new RequestAudit(repetitions, config.address(), clock);
  }

  /** Hears of changes through the management API, on their event loops. */
  public ChangeAudit changes() {
    return new ChangeAudit(repetitions, config.address(), clock);
  }

  /** Takes what is to be kept, each on the event loop of its request. */
  public AuditRecorder recorder() {
    return events;
  }

  /** Events that were given up so far, as the store was away for too long. */
  public long dropped() {
    return events.dropped();
  }

  /** Decides of which requests the bodies are kept. */
  public BodyCopying copying() {
    return copying;
  }

  /** Begins to look after what is kept. */
  public void start() {
    vertx.setPeriodic(BETWEEN_FLUSHES.toMillis(), tick -> repetitions.flush());
    vertx.setPeriodic(BETWEEN_HOUSEKEEPINGS.toMillis(), tick -> housekeeping());
    housekeeping();
  }

  private Future<Void> ship(List<byte[]> frames) {
    return vertx.executeBlocking(() -> read(frames), false).compose(store::add);
  }

  private Future<Void> shipBodies(List<byte[]> frames) {
    return vertx.executeBlocking(() -> readBodies(frames), false).compose(store::addBodies);
  }

  private static List<AuditBody> readBodies(List<byte[]> frames) {
    List<AuditBody> bodies = new ArrayList<>(frames.size());
    for (byte[] frame : frames) {
      try {
        bodies.add(AuditBody.read(frame));
      } catch (IOException e) {
        LOG.atError().setCause(e).log("bodies in the spool are of another version, and left out");
      }
    }
    return bodies;
  }

  private static List<AuditEvent> read(List<byte[]> frames) {
    List<AuditEvent> events = new ArrayList<>(frames.size());
    for (byte[] frame : frames) {
      try {
        events.add(AuditJson.read(frame));
      } catch (RuntimeException e) {
        LOG.atError()
            .setCause(e)
            .log("an audit event of the spool is of another version, and left out");
      }
    }
    return events;
  }

  private void housekeeping() {
    Instant now = clock.instant();
    store
        .prepare(now)
        .compose(prepared -> store.forget(now, config.keep()))
        .onFailure(
            failure ->
                LOG.atWarn()
                    .addKeyValue("problem", failure.getMessage())
                    .log("audit events that are too old stay for another hour"));
  }
}
