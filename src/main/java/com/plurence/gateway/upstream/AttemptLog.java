package com.plurence.gateway.upstream;

import java.util.ArrayList;
import java.util.List;

/**
 * The attempts made for one request, for the log and for the client who wants to know. Lives on one
 * event loop.
 */
public final class AttemptLog {
  private final List<AttemptRecord> steps = new ArrayList<>(2);
  private String unavailable = "";

  void add(AttemptRecord step) {
    steps.add(step);
  }

  /** The last attempt, which was noted as good, ended like this in the end. */
  void amend(AttemptRecord step) {
    steps.set(steps.size() - 1, step);
  }

  /** Nobody could be asked, and this is why. */
  void none(String reasons) {
    unavailable = reasons;
  }

  /** Every attempt in order. */
  public List<AttemptRecord> steps() {
    return List.copyOf(steps);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(64).append(unavailable);
    for (AttemptRecord step : steps) {
      text.append(text.isEmpty() ? "" : ", ").append(step);
    }
    return text.toString();
  }

  /**
   * How many attempts were made; one on a connection that turned out to be closed does not count.
   */
  public int attempts() {
    int attempts = 0;
    for (AttemptRecord step : steps) {
      attempts += step.counts() ? 1 : 0;
    }
    return attempts;
  }

  /** Whether nothing was tried because nobody could be asked; {@link #toString} says why. */
  public boolean isUnavailable() {
    return !unavailable.isEmpty();
  }

  /** Whether nothing was tried. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The last attempt; there must be one. */
  public AttemptRecord last() {
    return steps.get(steps.size() - 1);
  }
}
