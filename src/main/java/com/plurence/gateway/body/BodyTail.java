package com.plurence.gateway.body;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * The rest of a request body that is not held in memory: it is asked for as fast as the provider
 * takes it. Lives on one event loop, and belongs to one attempt.
 */
@FunctionalInterface
public interface BodyTail {
  /**
   * The next piece, once the last one has come.
   *
   * @return empty behind the last; fails with the contract error that the client is to be told
   */
  Future<Optional<Buffer>> next();
}
