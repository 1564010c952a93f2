package com.plurence.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.plurence.gateway.body.PacedBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Writes the gateway's own small JSON responses. */
public final class Responses {
  private static final ObjectWriter JSON = new ObjectMapper().writer();

  private Responses() {}

  /**
   * Responds with {@code value} as JSON.
   *
   * @param value anything Jackson can write; small, since it is written on the event loop
   */
  public static void json(RoutingContext ctx, int status, Object value) {
    try {
      bytes(ctx, status, Buffer.buffer(JSON.writeValueAsBytes(value)));
    } catch (JsonProcessingException bug) {
      ctx.fail(bug);
    }
  }

  /** Responds with {@code body}, which is JSON already. */
  public static void bytes(RoutingContext ctx, int status, Buffer body) {
    HttpServerResponse response =
        ctx.response()
            .setStatusCode(status)
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
            .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      PacedBody.end(response, body);
    }
  }
}
