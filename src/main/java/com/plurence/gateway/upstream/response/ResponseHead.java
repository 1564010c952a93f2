package com.plurence.gateway.upstream.response;

import com.plurence.gateway.body.SocketReads;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * The status and the headers of a target's response, with its body to come, whatever led to it.
 *
 * @param status as in HTTP
 * @param body delivers nothing before it has a handler, and loses nothing
 * @param reads stops and starts the reading from the connection that the body comes on
 * @param reset tells the target that the rest is not wanted
 */
public record ResponseHead(
    int status, MultiMap headers, ReadStream<Buffer> body, SocketReads reads, Runnable reset) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
