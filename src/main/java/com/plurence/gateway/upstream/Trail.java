package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.upstream.decision.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The attempts made for one request, for the log and for the client who wants to know. Lives on one
 * event loop.
 */
public final class Trail {
  private final List<Step> steps = new ArrayList<>(2);
  private String unavailable = "";

  /**
   * One attempt.
   *
   * @param outcome {@code ok}, {@code cancelled}, the name of a {@link FaultKind}, or {@code bug}
   *     when the gateway itself failed
   * @param reply what the provider answered
   */
  public record Step(Target target, String outcome, Duration duration, Reply reply) {
    static final String OK = "ok";
    static final String CANCELLED = "cancelled";
    static final String BUG = "bug";

    private boolean counts() {
      return !outcome.equals(FaultKind.STALE_CONNECTION.name());
    }

    @Override
    public String toString() {
      return target.id()
          + " "
          + outcome
          + " "
          + duration.toMillis()
          + "ms"
          + reply.describe(outcome.equals(OK));
    }
  }

  void add(Step step) {
    steps.add(step);
  }

  /** The last attempt, which was noted as good, ended like this in the end. */
  void amend(Step step) {
    steps.set(steps.size() - 1, step);
  }

  /** Nobody could be asked, and this is why. */
  void none(String reasons) {
    unavailable = reasons;
  }

  /** Every attempt in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(64).append(unavailable);
    for (Step step : steps) {
      text.append(text.isEmpty() ? "" : ", ").append(step);
    }
    return text.toString();
  }

  /**
   * How many attempts were made; one on a connection that turned out to be closed does not count.
   */
  public int attempts() {
    int attempts = 0;
    for (Step step : steps) {
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
  public Step last() {
    return steps.get(steps.size() - 1);
  }
}
