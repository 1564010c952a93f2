package com.plurence.gateway.upstream.response;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Makes a response, or a fault, of what a provider sends after the head. Lives on one event loop.
 */
public interface ResponseReader {
  /** What it comes to, once that is clear; fails with an {@link AttemptFailure}. */
  Future<ModelResponse> response();

  /** The next piece of the body. */
  void take(Buffer piece);

  /** The body has ended, in one way or another. */
  void end(IncomingBody.End end);

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  void abort(RuntimeException reason);
}
