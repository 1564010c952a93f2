package com.plurence.gateway.extension;

import io.vertx.core.Future;

/** Knows callers that show a credential of their own in place of an API key. */
@FunctionalInterface
public interface Authenticator {

  /**
   * Who shows {@code credential}. Called once for each request that has the header for which the
   * authenticator was registered, before the body is read, on the instance's context. Responses are
   * not kept.
   *
   * @param credential the header's value; never to be logged
   * @return fails with a registered error of UNAUTHORIZED or FORBIDDEN to refuse the caller. Any
   *     other failure, an exception, null, or nothing within the deadline is a failure of the
   *     extension and lets nobody in, whatever the setting {@code fail} says.
   */
  Future<Application> authenticate(String credential);
}
