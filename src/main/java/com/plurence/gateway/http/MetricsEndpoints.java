package com.plurence.gateway.http;

import com.plurence.gateway.body.PacedBody;
import com.plurence.gateway.observability.Metrics;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /metrics} in the Prometheus text format. */
public final class MetricsEndpoints {
  private final Metrics metrics;

  public MetricsEndpoints(Metrics metrics) {
    this.metrics = metrics;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/metrics", Access.ANYONE, this::scrape));
  }

  private void scrape(RoutingContext ctx) {
    Buffer text = Buffer.buffer(metrics.scrape());
    HttpServerResponse response =
        ctx.response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
            .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(text.length()));
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      PacedBody.end(response, text);
    }
  }
}
