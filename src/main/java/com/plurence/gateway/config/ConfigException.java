package com.plurence.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; tells every reason at once, in the order of the file. */
public final class ConfigException extends Exception {
  private final List<ConfigProblem> problems;

  /**
   * @param problems at least one
   */
  public ConfigException(List<ConfigProblem> problems) {
    super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** Every mistake found, in the order of the file. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
