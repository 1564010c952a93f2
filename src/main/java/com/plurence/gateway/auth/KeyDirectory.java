package com.plurence.gateway.auth;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * Knows the API keys. Called on event loops; answers from memory where it can. Futures are complete
 * already, or complete on the caller's context.
 */
public interface KeyDirectory {

  /**
   * The application behind {@code key}; fails with the contract error that says why there is none.
   */
  Future<Caller.Application> find(String key);

  /** The application behind {@code key}, which has expired, as long as that is in memory. */
  Optional<Caller.Application> ofExpired(String key);
}
