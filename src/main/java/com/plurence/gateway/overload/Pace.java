package com.plurence.gateway.overload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * How many requests an event loop that is behind takes on in a slice of time, and who gets to ask
 * them. As long as the loop keeps up there is no pace, and none for a burst that it gets through.
 * It holds no clock. Lives on its loop.
 */
final class Pace {
  private static final double SLOWER = 0.8;
  private static final double FASTER = 1.1;

  /** A loop that can't do as many is kept from it by something else than requests. */
  private static final double SLOWEST = 10;

  /** Of the best pace of late, to which it falls at once; from there on it falls by a fiftieth. */
  private static final double LEAST = 0.5;

  private static final double LEAST_FALLS = 0.98;

  private static final long UNTIL_WELL = Duration.ofSeconds(5).toNanos();

  /** Slices whose shares a project that did not need them has kept. */
  private static final int KEPT = 10;

  private final Excess excess = new Excess();
  private final Map<ProjectLoad, Share> shares = new HashMap<>();
  private boolean set;
  private double perSlice;
  private double least;
  private long lastExcess;
  private int admitted;

  /** Slices' time since the beginning, up to the present slice. */
  private double passed;

  /** What a project has had beyond its share so far; negative: what it has left of it. */
  private static final class Share {
    private double had;
    private double asOf;

    private Share(double asOf) {
      this.asOf = asOf;
    }
  }

  /** Whether there is one. */
  boolean isSet() {
    return set;
  }

  /** Requests in a slice, if there is one. */
  double perSlice() {
    return perSlice;
  }

  /**
   * One request was taken on.
   *
   * @param projects between which a slice is shared
   */
  void admit(ProjectLoad project, int projects) {
    admitted++;
    if (set) {
      Share share = share(project);
      // Nobody owes what others left over.
      share.had = Math.min(share.had + 1, Math.max(1, perSlice / projects));
    }
  }

  /**
   * Whether one of {@code project} may be taken on while there is a pace: either it has had less
   * than a fair share, of which it keeps what it did not need in the last second, or all of them
   * have had less than belongs to the time that has passed.
   *
   * @param part of the slice that has passed; more than 1 if the loop is so late
   * @param projects between which a slice is shared
   */
  boolean admits(ProjectLoad project, Priority priority, double part, int projects) {
    return switch (priority) {
      case CRITICAL -> true;
      case BATCH -> false;
      case NORMAL -> isBelowShare(project, part, perSlice / projects) || admitted < perSlice * part;
    };
  }

  private boolean isBelowShare(ProjectLoad project, double part, double ofSlice) {
    double now = passed + part;
    Share share = share(project);
    double had = share.had - ofSlice * (now - share.asOf);
    share.had = Math.max(had, -Math.max(1, KEPT * ofSlice));
    share.asOf = now;
    return share.had + 1 <= Math.max(1, ofSlice);
  }

  private Share share(ProjectLoad project) {
    return shares.computeIfAbsent(project, first -> new Share(passed));
  }

  /**
   * A slice has ended.
   *
   * @param behind whether the loop was, by more than is good
   * @param part how many slices' time it has lasted
   * @param work nanoseconds of a processor that the loop has used in it
   */
  void next(boolean behind, double part, long work, long now) {
    excess.next(behind, admitted, part, work);
    if (behind && set) {
      slower(SLOWER * admitted / part);
      lastExcess = now;
    } else if (excess.stands()) {
      begin(SLOWER * excess.admittedPerSlice());
      lastExcess = now;
    } else if (set && now - lastExcess >= UNTIL_WELL) {
      set = false;
    } else if (set) {
      perSlice = Math.max(perSlice * FASTER, perSlice + 1);
      least = Math.max(least, LEAST * perSlice);
    }
    admitted = 0;
    passed += part;
    if (!set) {
      shares.clear();
    }
  }

  private void begin(double wanted) {
    least = LEAST * wanted;
    perSlice = Math.max(SLOWEST, wanted);
    set = true;
  }

  /** What waits already makes the loop late for a while, however little is taken on now. */
  private void slower(double wanted) {
    least *= LEAST_FALLS;
    perSlice = Math.max(SLOWEST, Math.max(least, wanted));
  }
}
