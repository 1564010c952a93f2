package com.plurence.gateway.limit.setting;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.Responses;
import com.plurence.gateway.limit.Limiter;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code GET /v1/limits}: how the limits of an application stand. It consumes nothing, and tells
 * neither money nor what the account has, since that would tell one project what others use.
 */
public final class CallerLimitsEndpoints {
  private static final String PATH = "/v1/limits";

  private final StoredLimits limits;
  private final Supplier<Limiter> limiter;

  /**
   * @param limiter of the event loop
   */
  public CallerLimitsEndpoints(StoredLimits limits, Supplier<Limiter> limiter) {
    this.limits = limits;
    this.limiter = limiter;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get(PATH, Access.API_KEY, this::show));
  }

  private void show(RoutingContext ctx) {
    Caller.Application caller = Caller.Application.of(ctx);
    caller.requireEndpoint(PATH);
    limiter
        .get()
        .peek(limits.visibleTo(caller))
        .onSuccess(
            standings ->
                Responses.bytes(
                    ctx,
                    200,
                    new JsonObject().put("now", StandingJson.write(standings)).toBuffer()))
        .onFailure(ctx::fail);
  }
}
