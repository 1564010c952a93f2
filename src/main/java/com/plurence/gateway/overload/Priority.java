package com.plurence.gateway.overload;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much the requests of an API key matter when there is too much of everything. */
public enum Priority {
  /** Goes before others. */
  CRITICAL,
  /** What keys are unless they are told otherwise. */
  NORMAL,
  /** Can wait until there is room. */
  BATCH;

  /** The name in the API, headers and metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The priority of that name, if there is one. */
  public static Optional<Priority> named(String label) {
    return Arrays.stream(values()).filter(priority -> priority.label().equals(label)).findFirst();
  }
}
