package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;

/** {@code GET /v1/errors}: the registry, for clients that want to know what may happen to them. */
public final class ErrorCatalogEndpoints {
  private final Buffer catalog;

  /** An endpoint that serves {@code kinds}. */
  public ErrorCatalogEndpoints(Collection<? extends ErrorKind> kinds) {
    JsonArray rows = new JsonArray();
    for (ErrorKind kind : kinds) {
      rows.add(
          new JsonObject()
              .put("error_id", kind.id())
              .put("status_code", kind.status())
              .put("message_code", kind.messageCode().name())
              .put("message", kind.message())
              .put("retryable", kind.retryable()));
    }
    catalog = rows.toBuffer();
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/errors", Access.ANYONE, ctx -> Answers.bytes(ctx, 200, catalog)));
  }
}
