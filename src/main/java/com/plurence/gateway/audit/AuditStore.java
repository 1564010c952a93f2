package com.plurence.gateway.audit;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where events are kept for good. Everything fails with STORE_UNAVAILABLE. */
public interface AuditStore {
  /** Adds those of {@code events} that are not there yet. */
  Future<Void> add(List<AuditEvent> events);

  /** Adds those of {@code bodies} that are not there yet. */
  Future<Void> addBodies(List<AuditBody> bodies);

  /** Has room for the events of the days around {@code now}. */
  Future<Void> prepare(Instant now);

  /** Takes out, little by little so that nobody waits for it, what is older than {@code keep}. */
  Future<Void> forget(Instant now, Duration keep);
}
