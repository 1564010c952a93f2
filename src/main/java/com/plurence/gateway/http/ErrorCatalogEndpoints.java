package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/errors}: the registry, for clients that want to know what may happen to them. On
 * one event loop, which makes the response once.
 */
public final class ErrorCatalogEndpoints {
  private final Supplier<? extends Collection<? extends ErrorKind>> kinds;
  private @Nullable Buffer registry;

  /**
   * @param kinds everything that can go wrong until the endpoints are mounted anew
   */
  public ErrorCatalogEndpoints(Supplier<? extends Collection<? extends ErrorKind>> kinds) {
    this.kinds = kinds;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/v1/errors", Access.ANYONE, this::list));
  }

  private void list(RoutingContext ctx) {
    if (registry == null) {
      registry = encode();
    }
    Responses.bytes(ctx, 200, registry);
  }

  private Buffer encode() {
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
    return rows.toBuffer();
  }
}
