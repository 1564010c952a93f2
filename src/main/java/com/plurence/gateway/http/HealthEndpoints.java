package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.observability.Readiness;
import io.vertx.ext.web.RoutingContext;
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
            "/livez", Access.ANYONE, ctx -> Answers.json(ctx, 200, Map.of("status", "ok"))),
        Endpoint.get("/readyz", Access.ANYONE, this::ready));
  }

  private void ready(RoutingContext ctx) {
    if (readiness.isReady()) {
      Answers.json(ctx, 200, Map.of("status", "ready"));
    } else {
      ctx.fail(ErrorCode.NOT_READY.toException());
    }
  }
}
