package com.plurence.gateway.inference.request;

import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * A body to send to a provider, as often as it takes: sending does not change the pieces.
 *
 * @param pieces in their order
 * @param length bytes of all pieces together
 */
public record UpstreamBody(List<Buffer> pieces, long length) {}
