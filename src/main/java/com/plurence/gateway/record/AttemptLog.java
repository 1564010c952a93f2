package com.plurence.gateway.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The attempts made for one request, for the log and for the client who wants to know. Lives on one
 * event loop.
 */
public final class AttemptLog {
  private final List<AttemptRecord> attempts = new ArrayList<>(2);
  private String unavailable = "";

  /** Another attempt was made, the last so far. */
  public void add(AttemptRecord attempt) {
    attempts.add(attempt);
  }

  /** The last attempt, which was noted as good, ended like this in the end. */
  public void amend(AttemptRecord attempt) {
    attempts.set(attempts.size() - 1, attempt);
  }

  /** Nobody could be asked, and this is why. */
  public void none(String reasons) {
    unavailable = reasons;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(64).append(unavailable);
    for (AttemptRecord attempt : attempts) {
      text.append(text.isEmpty() ? "" : ", ");
      attempt.describe(text);
    }
    return text.toString();
  }

  /**
   * How many attempts were made; one on a connection that turned out to be closed does not count.
   */
  public int count() {
    int counted = 0;
    for (AttemptRecord attempt : attempts) {
      counted += attempt.counts() ? 1 : 0;
    }
    return counted;
  }

  /** Whether nothing was tried because nobody could be asked; {@link #toString} says why. */
  public boolean isUnavailable() {
    return !unavailable.isEmpty();
  }

  /** Whether nothing was tried. */
  public boolean isEmpty() {
    return attempts.isEmpty();
  }

  /** Each attempt, in their order. */
  public List<AttemptRecord> all() {
    return Collections.unmodifiableList(attempts);
  }

  /** The last attempt; there must be one. */
  public AttemptRecord last() {
    return attempts.get(attempts.size() - 1);
  }
}
