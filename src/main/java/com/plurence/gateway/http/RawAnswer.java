package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A contract error as the bytes of a whole HTTP/1.1 answer, for connections that end before Vert.x
 * has made a request of what they sent. Same headers and body as {@link Failures} writes.
 */
public record RawAnswer(ErrorKind kind) implements Supplier<byte[]> {

  @Override
  public byte[] get() {
    String requestId = UUID.randomUUID().toString();
    String body =
        new String(
            new ErrorBody(kind.toException(), requestId).encode(false), StandardCharsets.UTF_8);
    String answer =
        "HTTP/1.1 %d %s\r\n"
                .formatted(
                    kind.status(), kind.status() >= 500 ? "Internal Server Error" : "Bad Request")
            + "content-type: application/json\r\n"
            + "content-length: %d\r\n".formatted(body.getBytes(StandardCharsets.UTF_8).length)
            + "x-request-id: %s\r\n".formatted(requestId)
            + "cache-control: no-store\r\n"
            + "x-content-type-options: nosniff\r\n"
            + "x-should-retry: %b\r\n".formatted(kind.retryable())
            + "connection: close\r\n\r\n"
            + body;
    return answer.getBytes(StandardCharsets.UTF_8);
  }
}
