package com.plurence.gateway.upstream;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * The body of a request as one target gets it.
 *
 * @param pieces in order; they may be sent several times, so they must not change
 * @param length bytes of all pieces together
 */
public record Payload(List<Buffer> pieces, long length) {}
