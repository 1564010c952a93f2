package com.plurence.gateway.dialect;

import io.vertx.core.buffer.Buffer;

/**
 * Reads and validates one request body in one pass, while it arrives. Keeps no bytes of it. For one
 * thread and one body.
 */
public interface RequestScan {
  /**
   * Reads the next piece of the body. False once the body can't be JSON whatever follows, when
   * {@link #finish()} may be called at once.
   */
  boolean feed(Buffer piece);

  /**
   * The body ends here.
   *
   * @throws com.plurence.gateway.error.GatewayException with ENTITY_REQUIRED for nothing,
   *     whitespace or {@code null}; MALFORMED_JSON; JSON_TOO_DEEP; VALIDATION_FAILED with every
   *     violation, at most fifty
   */
  ScannedRequest finish();
}
