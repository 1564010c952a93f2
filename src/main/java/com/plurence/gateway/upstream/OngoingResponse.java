package com.plurence.gateway.upstream;

import io.vertx.core.Future;

/** A response that is still coming in when it is handed on. */
interface OngoingResponse extends ModelResponse.Streamed {
  /** How it ended, once it has: with what was spent, or an {@link AttemptFailure}. */
  Future<ModelResponse.Completion> finished();
}
