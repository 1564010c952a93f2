package com.plurence.gateway.http.error;

import com.plurence.gateway.error.ErrorBody;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.http.exchange.AccessLog;
import com.plurence.gateway.http.exchange.ClientAddress;
import com.plurence.gateway.http.guard.EarlyResponse;
import com.plurence.gateway.http.guard.PlainResponse;
import io.vertx.core.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contract error for connections that end before Vert.x has made a request of what they sent.
 * Same headers and body as {@link Failures} writes.
 */
public record RawResponse(ErrorKind kind) implements EarlyResponse {

  @Override
  public PlainResponse to(@Nullable SocketAddress client) {
    String requestId = UUID.randomUUID().toString();
    byte[] body = new ErrorBody(kind.toException(), requestId).encode(false);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("content-length", Integer.toString(body.length));
    headers.put("x-request-id", requestId);
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    headers.put("x-should-retry", Boolean.toString(kind.retryable()));
    AccessLog.unrouted(requestId, ClientAddress.of(client), kind);
    return new PlainResponse(kind.status(), headers, body);
  }
}
