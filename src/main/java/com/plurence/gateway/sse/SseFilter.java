package com.plurence.gateway.sse;

/** Looks at each event as it passes and says whether the client gets it. */
@FunctionalInterface
public interface SseFilter {
  /**
   * Called once for each whole event or comment block, in order, on the thread that feeds the
   * parser. It must not throw, and must not feed the parser itself.
   *
   * @param event valid during this call only: it is used again for the next event
   * @return true to forward the event, false to drop it
   */
  boolean keep(SseEvent event);

  /**
   * Whether the event is the marker that ends a whole stream, so that nothing can have been lost of
   * it although its blank line is missing. Called for such an event only, at the end of a stream.
   */
  default boolean isEnd(SseEvent event) {
    return false;
  }

  /**
   * Called for bytes that stand where an event would and begin as JSON does, as no event does: some
   * servers report an error so. {@link #keep} is asked about them as well if a blank line follows.
   *
   * @param bytes the array in which they are, from {@code from} to before {@code to}, valid during
   *     this call only
   */
  default void unframed(byte[] bytes, int from, int to) {}
}
