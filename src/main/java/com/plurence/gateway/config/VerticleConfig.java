package com.plurence.gateway.config;

import java.time.Duration;
import java.util.Map;

/**
 * An extension to deploy.
 *
 * @param name of its class, or of the service that its jar offers
 * @param instances how many, 1 or more
 * @param threading what its methods run on
 * @param order of its hooks: lower is asked first, and equals in the order of the file
 * @param required whether the gateway refuses to start without it
 * @param deadline for each response of one of its hooks
 * @param failure what becomes of a request when one of its hooks fails
 * @param config its own settings as JSON would hold them; may hold secrets, so only their names are
 *     printed
 */
public record VerticleConfig(
    String name,
    int instances,
    Threading threading,
    int order,
    boolean required,
    Duration deadline,
    Failure failure,
    Map<String, Object> config) {

  /** What an extension runs on; never on the threads that serve requests. */
  public enum Threading {
    /** An event loop, which it must not block. */
    EVENT_LOOP,
    /** A thread of a pool, one at a time; it may block. */
    WORKER,
    /** A virtual thread, where the JDK has them; it may block. */
    VIRTUAL
  }

  /** What becomes of a request when a hook fails. */
  public enum Failure {
    /** It goes on as if the hook did not exist. */
    OPEN,
    /** It is answered with INTERNAL. */
    CLOSED
  }

  @Override
  public String toString() {
    return "VerticleConfig[name=%s, instances=%d, threading=%s, order=%d, required=%s, deadline=%s, failure=%s, config=%s]"
        .formatted(name, instances, threading, order, required, deadline, failure, config.keySet());
  }
}
