package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorKind;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** {@code GET /v1/errors}: the registry, for clients that want to know what may happen to them. */
public final class ErrorCatalogEndpoints {
  private final Supplier<? extends Collection<? extends ErrorKind>> kinds;

  /**
   * @param kinds everything that can go wrong at the moment
   */
  public ErrorCatalogEndpoints(Supplier<? extends Collection<? extends ErrorKind>> kinds) {
    this.kinds = kinds;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/errors", Access.ANYONE, this::list));
  }

  private void list(RoutingContext ctx) {
    JsonArray rows = new JsonArray();
    for (ErrorKind kind : kinds.get()) {
      rows.add(
          new JsonObject()
              .put("error_id", kind.id())
              .put("status_code", kind.status())
              .put("message_code", kind.messageCode().name())
              .put("message", kind.message())
              .put("retryable", kind.retryable()));
    }
    Answers.bytes(ctx, 200, rows.toBuffer());
  }
}
