package com.plurence.gateway.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** Finds out who calls, or fails with the contract error that says why not. */
@FunctionalInterface
public interface Guard {
  /** Lets everyone in. */
  Guard OPEN = ctx -> Future.succeededFuture();

  /**
   * Runs on the event loop, after the route is known and before the body is read. The future may
   * complete on any thread.
   */
  Future<Void> admit(RoutingContext ctx);
}
