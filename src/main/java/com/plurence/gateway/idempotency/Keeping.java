package com.plurence.gateway.idempotency;

/**
 * How the responses of one kind are kept for whoever sends the same request again.
 *
 * @param <T> the response as its feature has it
 */
public interface Keeping<T> {

  /**
   * Bytes of the body, more than there can be for what is not kept; asked before a copy is made.
   */
  long length(T response);

  /** What is to be kept of it; of those alone whose length allows it. */
  StoredResponse keep(T response);

  /** The response that is made of what was kept. */
  T replayed(StoredResponse kept);

  /** The same response, saying by {@link StoredResponse#KEPT} that it was not kept. */
  T unkept(T response);
}
