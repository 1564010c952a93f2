package com.plurence.gateway.upstream;

/**
 * Nobody waits for the response any more: neither a fault of the target nor a response to the
 * client.
 */
final class AttemptCancelled extends RuntimeException {
  AttemptCancelled() {
    super("cancelled", null, false, false);
  }
}
