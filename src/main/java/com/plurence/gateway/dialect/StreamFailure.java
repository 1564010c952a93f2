package com.plurence.gateway.dialect;

import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.buffer.Buffer;

/**
 * Knows how one stream that is under way is ended when it breaks, where that depends on what the
 * client has been told before. Asked at most once, on the event loop of the stream.
 */
@FunctionalInterface
public interface StreamFailure {
  /** The last event of the stream, in place of everything that would have followed. */
  Buffer event(ErrorBody failure);
}
