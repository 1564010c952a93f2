package com.plurence.gateway.observability;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether the gateway can serve. Several parts have a say, and all must agree; a part that has
 * never spoken does not count. Safe on any thread.
 */
public final class Readiness {
  private final Map<String, Boolean> parts = new ConcurrentHashMap<>();

  /** Says whether {@code part}, such as {@code listeners} or {@code store}, is ready. */
  public void report(String part, boolean ready) {
    parts.put(part, ready);
  }

  /** Whether every part is ready. */
  public boolean isReady() {
    return parts.values().stream().allMatch(ready -> ready);
  }
}
