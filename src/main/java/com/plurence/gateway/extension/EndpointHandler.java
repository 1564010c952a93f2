package com.plurence.gateway.extension;

import io.vertx.core.Future;

/** Answers the requests to an endpoint. */
@FunctionalInterface
public interface EndpointHandler {

  /**
   * Responses {@code request}. Called once for each request that has passed the guard and whose
   * body is JSON, on the instance's context.
   *
   * @return fails with a registered error to answer with that. Any other failure, an exception,
   *     null, or nothing within thirty seconds is a failure of the extension and is answered as
   *     INTERNAL, whatever the setting {@code fail} says.
   */
  Future<EndpointAnswer> handle(EndpointRequest request);
}
