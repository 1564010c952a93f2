package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.http.guard.PlainResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A contract error for connections that end before Vert.x has made a request of what they sent.
 * Same headers and body as {@link Failures} writes.
 */
public record RawResponse(ErrorKind kind) implements Supplier<PlainResponse> {

  @Override
  public PlainResponse get() {
    String requestId = UUID.randomUUID().toString();
    byte[] body = new ErrorBody(kind.toException(), requestId).encode(false);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("content-length", Integer.toString(body.length));
    headers.put("x-request-id", requestId);
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    headers.put("x-should-retry", Boolean.toString(kind.retryable()));
    AccessLog.unrouted(requestId, kind);
    return new PlainResponse(kind.status(), headers, body);
  }
}
