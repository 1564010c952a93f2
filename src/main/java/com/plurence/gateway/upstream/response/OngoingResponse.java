package com.plurence.gateway.upstream.response;

import com.plurence.gateway.record.Completion;
import io.vertx.core.Future;

/** A response that is still coming in when it is handed on. */
public interface OngoingResponse extends ModelResponse.Streamed {
  /** How it ended, once it has: with what was spent, or an {@link AttemptFailure}. */
  Future<Completion> finished();
}
