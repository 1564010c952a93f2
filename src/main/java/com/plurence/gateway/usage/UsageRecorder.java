package com.plurence.gateway.usage;

/**
 * Keeps usage records so that none is lost. One for each event loop, on which it is called; returns
 * at once, and what it was given outlives the process.
 */
@FunctionalInterface
public interface UsageRecorder {
  /** Keeps {@code usage}; called before the last byte of the response is handed over. */
  void keep(UsageRecord usage);
}
