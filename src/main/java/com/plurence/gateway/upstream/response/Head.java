package com.plurence.gateway.upstream.response;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * What a target answers first, whatever led to it.
 *
 * @param status as in HTTP
 * @param body nothing of it is lost before it has a handler
 * @param reads stops and starts the reading from the connection that the body comes on
 * @param reset tells the target that the rest is not wanted
 */
public record Head(
    int status, MultiMap headers, ReadStream<Buffer> body, Reads reads, Runnable reset) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
