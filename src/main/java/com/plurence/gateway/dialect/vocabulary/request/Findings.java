package com.plurence.gateway.dialect.vocabulary.request;

import com.plurence.gateway.error.FieldError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a translation can't carry over, by the paths of the client's own request: what is dropped
 * and named, what is refused, and what has the wrong type. For one thread.
 */
public final class Findings {
  /** Names that a response tells. */
  private static final int MOST_NAMES = 32;

  /** Problems that an error tells. */
  private static final int MOST_PROBLEMS = 50;

  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
  private static final String NOT_SUPPORTED = "is not supported by this model's provider";

  private final Set<String> dropped = new LinkedHashSet<>();
  private final List<FieldError> refused = new ArrayList<>();
  private final List<FieldError> wrong = new ArrayList<>();

  /** The same, to which what one target alone can't take is added. */
  public Findings copy() {
    Findings copy = new Findings();
    copy.addAll(this);
    return copy;
  }

  /** Adds what was found elsewhere in the same request. */
  public void addAll(Findings others) {
    others.dropped.forEach(this::dropped);
    others.refused.forEach(problem -> refused(problem.field(), problem.message()));
    others.wrong.forEach(problem -> wrong(problem.field(), problem.message()));
  }

  /** The field is left out, which changes cost, bookkeeping or taste. Indices do not matter. */
  public void dropped(String path) {
    if (dropped.size() < MOST_NAMES) {
      dropped.add(path.indexOf('[') < 0 ? path : INDEX.matcher(path).replaceAll("[]"));
    }
  }

  /** Without the field the request would mean something else, or a promise would be broken. */
  public void refused(String path) {
    refused(path, NOT_SUPPORTED);
  }

  /** The same with what is wrong, as in "is not supported by this model's provider". */
  public void refused(String path, String message) {
    add(refused, path, message);
  }

  /** The field is not what every reader of this dialect expects, as in "must be a string". */
  public void wrong(String path, String message) {
    add(wrong, path, message);
  }

  private static void add(List<FieldError> problems, String path, String message) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(new FieldError(path, message));
    }
  }

  /** The fields that were left out, by paths with {@code []} for every index. */
  public List<String> dropped() {
    return List.copyOf(dropped);
  }

  /** What was refused. */
  public List<FieldError> refused() {
    return List.copyOf(refused);
  }

  /** What has the wrong type. */
  public List<FieldError> wrong() {
    return List.copyOf(wrong);
  }

  /** Whether the request can be sent. */
  public boolean isClean() {
    return refused.isEmpty() && wrong.isEmpty();
  }
}
