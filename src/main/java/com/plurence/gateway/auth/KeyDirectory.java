package com.plurence.gateway.auth;

import io.vertx.core.Future;

/**
 * Knows the API keys. Called on event loops; answers from memory where it can. Futures are complete
 * already, or complete on the caller's context.
 */
@FunctionalInterface
public interface KeyDirectory {

  /**
   * The application behind {@code key}; fails with the contract error that says why there is none.
   */
  Future<Caller.Application> find(String key);
}
