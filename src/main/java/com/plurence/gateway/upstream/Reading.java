package com.plurence.gateway.upstream;

import io.vertx.core.Future;

/**
 * Makes an answer, or a fault, of what a provider sends after the head. Lives on one event loop.
 */
interface Reading {
  /** Reads on until it is clear what the answer is; fails with an {@link AttemptFailure}. */
  Future<UpstreamAnswer> read();

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  void abort(RuntimeException reason);
}
