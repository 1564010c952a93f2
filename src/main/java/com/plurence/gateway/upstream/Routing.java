package com.plurence.gateway.upstream;

import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.upstream.decision.Targets;

/**
 * The models on offer and what is known of their targets: one snapshot, swapped whole when the
 * configuration changes.
 */
public record Routing(Catalog catalog, Targets targets) {

  /**
   * The first snapshot.
   *
   * @param now {@link System#nanoTime()}
   */
  public static Routing begin(Catalog catalog, long now) {
    return new Routing(catalog, Targets.of(catalog, now));
  }

  /** The next snapshot, in which unchanged targets keep what is known of them. */
  public Routing next(Catalog changed, long now) {
    return new Routing(changed, targets.follow(changed, now));
  }
}
