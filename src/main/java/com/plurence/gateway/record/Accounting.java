package com.plurence.gateway.record;

/** Whether a request is to be accounted for, and as what. */
public enum Accounting {
  /** It is not: it was no request to a model, or was refused before it could cost anything. */
  NONE,

  /** Its limits have let it pass. */
  ADMITTED,

  /**
   * It got the response that the same {@code Idempotency-Key} had got before, which costs nothing.
   */
  REPLAYED,

  /** It got a response from the cache, which costs nothing. */
  CACHED
}
