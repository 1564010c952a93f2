package com.plurence.gateway.upstream.response;

import com.plurence.gateway.record.Completion;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Makes a response, or a fault, of what a provider sends after the head. Lives on one event loop.
 */
public interface ResponseReader {
  /** What it comes to, once that is clear; fails with an {@link AttemptFailure}. */
  Future<ModelResponse> response();

  /** What is known so far of what it cost, also of a response that failed. */
  Completion completion();

  /** The next piece of the body. */
  void take(Buffer piece);

  /** The body has ended, in one way or another. */
  void end(IncomingBody.End end);

  /** Stops at once, whatever the state; what is still pending fails with {@code reason}. */
  void abort(RuntimeException reason);
}
