package com.plurence.gateway.inference;

import com.plurence.gateway.idempotency.StoredResponse;
import com.plurence.gateway.upstream.response.ModelResponse;

/** What a client is to be answered. */
sealed interface Reply {

  /** What a provider has answered just now. */
  record Fresh(ModelResponse answer) implements Reply {}

  /** What was answered when this request came for the first time. */
  record Replayed(StoredResponse kept) implements Reply {}
}
