package com.plurence.gateway.usage.shipping;

import io.vertx.core.Future;
import java.util.List;

/** Takes the frames of one kind out of the spool, to where they are kept for good. */
@FunctionalInterface
public interface FrameConsumer {
  /**
   * Keeps {@code frames}. The same ones may come again after any failure, of this process or of the
   * store, and then change nothing.
   *
   * @return fails if they are to come again
   */
  Future<Void> take(List<byte[]> frames);
}
