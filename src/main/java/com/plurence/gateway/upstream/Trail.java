package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The attempts made for one request, for the log and for the client who wants to know. Lives on one
 * event loop.
 */
public final class Trail {
  private final List<Step> steps = new ArrayList<>(2);

  /**
   * One attempt.
   *
   * @param outcome {@code ok}, {@code cancelled} or the name of a {@code FaultKind}
   */
  public record Step(Target target, String outcome, Duration duration) {
    @Override
    public String toString() {
      return target.id() + " " + outcome + " " + duration.toMillis() + "ms";
    }
  }

  void add(Step step) {
    steps.add(step);
  }

  /** Every attempt in order. */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  @Override
  public String toString() {
    return steps.stream().map(Step::toString).collect(Collectors.joining(", "));
  }

  /** How many attempts were made. */
  public int size() {
    return steps.size();
  }
}
