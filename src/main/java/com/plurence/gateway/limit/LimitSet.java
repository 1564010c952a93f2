package com.plurence.gateway.limit;

import java.util.List;

/**
 * All limits that hold for the requests of one API key to one model. Immutable, and the same object
 * as long as no limit changes, so that whoever keeps count may attach to it what it needs.
 *
 * @param accountId whose scopes they are of
 * @param bounds by scope, the widest first, and by dimension in the order of {@link Dimension}; no
 *     two are of the same scope and dimension
 */
public record LimitSet(String accountId, List<Bound> bounds) {
  public LimitSet {
    bounds = List.copyOf(bounds);
  }

  /** Whether nothing is limited. */
  public boolean isEmpty() {
    return bounds.isEmpty();
  }
}
