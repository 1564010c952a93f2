package com.plurence.gateway.inference;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.catalog.Catalog;
import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.Responses;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /v1/models} and {@code GET /v1/models/:id}, in the form of the OpenAI API. */
public final class ModelsEndpoints {
  private final Supplier<Catalog> catalog;
  private final Access access;

  /**
   * @param catalog the models on offer now
   * @param access an API key on the gateway listener, a user's token on the management listener
   */
  public ModelsEndpoints(Supplier<Catalog> catalog, Access access) {
    this.catalog = catalog;
    this.access = access;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/models", access, this::list),
        Endpoint.get("/v1/models/:id", access, this::show).withOpenEnd());
  }

  private void list(RoutingContext ctx) {
    requirePermission(ctx);
    JsonArray models = new JsonArray();
    catalog.get().routes().stream()
        .filter(route -> !route.isPattern())
        .filter(route -> caller(ctx).map(caller -> caller.mayUse(route.model())).orElse(true))
        .forEach(route -> models.add(model(route.model(), route)));
    JsonObject list = new JsonObject().put("object", "list").put("data", models);
    Responses.bytes(ctx, 200, list.toBuffer());
  }

  private void show(RoutingContext ctx) {
    requirePermission(ctx);
    String id = ctx.pathParam("id");
    caller(ctx).ifPresent(caller -> caller.requireModel(id));
    Route route = catalog.get().route(id).orElseThrow(ErrorCode.MODEL_NOT_FOUND::toException);
    Responses.bytes(ctx, 200, model(id, route).toBuffer());
  }

  private static void requirePermission(RoutingContext ctx) {
    caller(ctx).ifPresent(caller -> caller.requireEndpoint("/v1/models"));
  }

  private static Optional<Caller.Application> caller(RoutingContext ctx) {
    return Caller.Application.in(ctx);
  }

  private static JsonObject model(String id, Route route) {
    return new JsonObject()
        .put("id", id)
        .put("object", "model")
        .put("created", 0)
        .put("owned_by", route.targets().get(0).provider().name());
  }
}
