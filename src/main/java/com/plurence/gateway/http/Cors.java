package com.plurence.gateway.http;

import com.plurence.gateway.config.CorsConfig;
import com.plurence.gateway.config.Origin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages may call and read (Fetch standard, section 3.3); says nothing while no
 * origin is configured.
 */
final class Cors {
  private static final String EXPOSED =
      "x-request-id, x-client-request-id, x-plurence-attempts, x-plurence-target, retry-after,"
          + " x-should-retry, idempotent-replayed, idempotent-kept";

  private final CorsConfig config;
  private final boolean everyone;

  Cors(CorsConfig config) {
    this.config = config;
    this.everyone = config.origins().contains("*");
  }

  /** Marks whatever answer follows, errors included, as readable by the page that asks. */
  void mark(RoutingContext ctx) {
    @Nullable String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
    if (config.origins().isEmpty() || origin == null) {
      return;
    }
    HttpServerResponse response = ctx.response();
    if (!everyone) {
      response.putHeader(HttpHeaders.VARY, "origin");
    }
    if (everyone || isListed(origin)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, everyone ? "*" : origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  private boolean isListed(String origin) {
    return Origin.normal(origin).filter(config.origins()::contains).isPresent();
  }

  /** Answers what a browser asks before it sends a request with a key or a JSON body. */
  void preflight(RoutingContext ctx, String methods) {
    HttpServerResponse response = ctx.response();
    @Nullable String headers = ctx.request().getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
    if (response.headers().contains(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
          .putHeader(
              HttpHeaders.ACCESS_CONTROL_MAX_AGE, Long.toString(config.maxAge().toSeconds()));
      if (headers != null) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, headers);
      }
    }
  }
}
