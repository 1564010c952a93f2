package com.plurence.gateway.management;

import java.util.Set;

/**
 * Which versions of a resource the caller is willing to change: the header {@code If-Match}.
 *
 * @param any whether every version will do
 * @param versions the versions that will do, when not every one does
 */
public record Precondition(boolean any, Set<Integer> versions) {
  /** Change it whatever it is now. */
  public static final Precondition NONE = new Precondition(true, Set.of());

  public Precondition {
    versions = Set.copyOf(versions);
  }

  /** Whether a resource that is now of {@code version} may be changed. */
  public boolean admits(int version) {
    return any || versions.contains(version);
  }
}
