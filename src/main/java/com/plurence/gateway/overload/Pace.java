package com.plurence.gateway.overload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests an event loop that is behind takes on in a slice of time, and who gets to ask
 * them. As long as the loop keeps up there is no pace. It holds no clock. Lives on its loop.
 */
final class Pace {
  private static final double SLOWER = 0.8;
  private static final double FASTER = 1.1;

  /** A loop that can't do as many is kept from it by something else than requests. */
  private static final double SLOWEST = 10;

  private static final long UNTIL_WELL = Duration.ofSeconds(5).toNanos();

  private final Map<ProjectLoad, int[]> admittedByProject = new HashMap<>();
  private boolean set;
  private double perSlice;
  private long lastExcess;
  private int admitted;
  private int slicesOfShares;

  /** Whether there is one. */
  boolean isSet() {
    return set;
  }

  /** Requests in a slice, if there is one. */
  double perSlice() {
    return perSlice;
  }

  /** One request was taken on. */
  void admit(ProjectLoad project) {
    admitted++;
    if (set) {
      admittedByProject.computeIfAbsent(project, first -> new int[1])[0]++;
    }
  }

  /**
   * Whether one of {@code project} may be taken on while there is a pace: either it has had less
   * than a fair share, or all of them less than belongs to the time that has passed.
   *
   * @param part of the slice that has passed
   * @param projects between which the slice is shared
   */
  boolean admits(ProjectLoad project, Priority priority, double part, int projects) {
    return switch (priority) {
      case CRITICAL -> true;
      case BATCH -> false;
      case NORMAL -> had(project) + 1 <= share(projects) || admitted < perSlice * part;
    };
  }

  private int had(ProjectLoad project) {
    int[] had = admittedByProject.get(project);
    return had == null ? 0 : had[0];
  }

  /** Shares of less than one are gathered over as many slices as make it one. */
  private double share(int projects) {
    return perSlice * slicesPerShare(projects) / projects;
  }

  private int slicesPerShare(int projects) {
    return (int) Math.ceil(projects / perSlice);
  }

  /**
   * A slice has ended.
   *
   * @param behind whether the loop was, by more than is good
   * @param part how many slices' time it has lasted
   * @param projects as in {@link #admits}
   */
  void next(boolean behind, double part, long now, int projects) {
    if (behind) {
      perSlice = Math.max(SLOWEST, SLOWER * admitted / part);
      lastExcess = now;
      set = true;
    } else if (set && now - lastExcess >= UNTIL_WELL) {
      set = false;
    } else if (set) {
      perSlice = Math.max(perSlice * FASTER, perSlice + 1);
    }
    admitted = 0;
    slicesOfShares++;
    if (!set || slicesOfShares >= slicesPerShare(projects)) {
      slicesOfShares = 0;
      admittedByProject.clear();
    }
  }
}
