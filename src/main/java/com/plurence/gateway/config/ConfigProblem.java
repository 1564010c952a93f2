package com.plurence.gateway.config;

/**
 * One mistake in the configuration. Holds no secret and no value taken from the environment.
 *
 * @param file the file as it was named
 * @param line from 1; 0 where no single line is to blame
 * @param path the setting, such as {@code upstream.pool.size}; empty for the file as a whole
 * @param message what was seen and what is accepted, in one line
 */
public record ConfigProblem(String file, int line, String path, String message) {

  /** The problem as one line for people: {@code file:line: path: message}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }
}
