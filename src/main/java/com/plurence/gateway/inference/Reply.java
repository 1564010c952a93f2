package com.plurence.gateway.inference;

import com.plurence.gateway.idempotency.KeptAnswer;
import com.plurence.gateway.upstream.UpstreamAnswer;

/** What a client is to be answered. */
sealed interface Reply {

  /** What a provider has answered just now. */
  record Fresh(UpstreamAnswer answer) implements Reply {}

  /** What was answered when this request came for the first time. */
  record Replayed(KeptAnswer kept) implements Reply {}
}
