package com.plurence.gateway.upstream;

import io.vertx.core.Future;

/** An answer that is still coming in when it is handed on. */
interface OngoingAnswer extends UpstreamAnswer.Streamed {
  /** How it ended, once it has: with what was spent, or an {@link AttemptFailure}. */
  Future<UpstreamAnswer.Spent> finished();
}
