package com.plurence.gateway.upstream;

/**
 * Nobody waits for the answer any more: neither a fault of the target nor an answer to the client.
 */
final class AttemptCancelled extends RuntimeException {
  AttemptCancelled() {
    super("cancelled", null, false, false);
  }
}
