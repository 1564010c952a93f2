package com.plurence.gateway.dialect;

import io.vertx.core.buffer.Buffer;

/**
 * Reads a whole response as it passes; keeps nothing but the facts. For one thread and one
 * response.
 */
public interface DocumentReader {
  /** Reads the next piece of the response. False once it is malformed, whatever follows. */
  boolean feed(Buffer piece);

  /** The response ends here. An empty one is malformed. */
  ResponseFacts finish();
}
