package com.plurence.gateway.overload;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The projects between which everything is shared: those that have requests in flight or have asked
 * within the last second, so no more than have known keys. Safe on any thread.
 */
final class Projects {
  /** A project is forgotten when the second look in a row finds nothing. */
  static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private static final int LOOKS = 2;

  private final Map<String, ProjectLoad> active = new ConcurrentHashMap<>();

  /** What the project of that id has under way; it asks for something now. */
  ProjectLoad asking(String id) {
    ProjectLoad known = active.get(id);
    if (known == null) {
      known = active.computeIfAbsent(id, first -> new ProjectLoad());
    }
    known.ask();
    return known;
  }

  /** How many there are, at least 1. */
  int count() {
    return Math.max(1, active.size());
  }

  /**
   * Forgets those that are idle. One that asks in this very moment may be forgotten, too: what it
   * then has in flight is not counted as its own.
   */
  void forgetIdle() {
    active.values().removeIf(project -> project.looksIdle() > LOOKS);
  }
}
