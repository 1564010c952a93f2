package com.plurence.gateway.extension;

import io.vertx.core.Future;

/** Where a {@link ModelBackend} writes a stream. Used on the context that it was given on. */
public interface EventSink {

  /**
   * Writes one event; the first is preceded by the head of the response. Whoever writes more than
   * 256 events without waiting is cut off.
   *
   * @return completes when the client has room for more; fails when nobody wants more
   */
  Future<Void> write(StreamEvent event);

  /** Completes when nobody wants more, so that work can be stopped between two events. */
  Future<Void> closed();
}
