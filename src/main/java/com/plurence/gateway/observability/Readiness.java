package com.plurence.gateway.observability;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Whether the gateway can serve. Several parts have a say, and all must agree; a part that has
 * never spoken does not count. What the gateway can do without for a while makes it degraded, and
 * not unready. Safe on any thread.
 */
public final class Readiness {
  private static final String UNREACHABLE = "unreachable";

  private final Map<String, Boolean> parts = new ConcurrentHashMap<>();
  private final Map<String, String> degradations = new ConcurrentSkipListMap<>();

  /** Says whether {@code part}, such as {@code listeners}, is ready. */
  public void report(String part, boolean ready) {
    parts.put(part, ready);
  }

  /** Says whether {@code part}, which was there at the start, can be reached now. */
  public void reachable(String part, boolean reachable) {
    if (reachable) {
      degradations.remove(part);
    } else {
      degradations.put(part, UNREACHABLE);
    }
  }

  /** Whether every part is ready. */
  public boolean isReady() {
    return parts.values().stream().allMatch(ready -> ready);
  }

  /** What is amiss with a gateway that serves all the same, by the names of its parts. */
  public Map<String, String> degradations() {
    return Map.copyOf(degradations);
  }
}
