package com.plurence.gateway.audit;

/** Keeps what may be recorded. One for all event loops; returns at once. */
@FunctionalInterface
public interface AuditRecorder {
  /** Keeps {@code recording}, or counts it as given up where there is no room. */
  void record(Recording recording);
}
