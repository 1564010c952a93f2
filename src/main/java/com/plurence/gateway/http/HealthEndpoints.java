package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.observability.Readiness;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Liveness and readiness, on every listener. */
final class HealthEndpoints {
  private final Readiness readiness;

  HealthEndpoints(Readiness readiness) {
    this.readiness = readiness;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/livez", Access.ANYONE, ctx -> Responses.json(ctx, 200, Map.of("status", "ok"))),
        Endpoint.get("/readyz", Access.ANYONE, this::ready));
  }

  /**
   * All gateways of a store that went away would leave their balancer at once if they were unready.
   */
  private void ready(RoutingContext ctx) {
    Map<String, String> degradations = readiness.degradations();
    if (!readiness.isReady()) {
      ctx.fail(ErrorCode.NOT_READY.toException());
    } else if (degradations.isEmpty()) {
      Responses.json(ctx, 200, Map.of("status", "ready"));
    } else {
      Map<String, String> body = new LinkedHashMap<>();
      body.put("status", "degraded");
      body.putAll(degradations);
      Responses.json(ctx, 200, body);
    }
  }
}
