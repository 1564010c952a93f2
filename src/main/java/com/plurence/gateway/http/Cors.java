package com.plurence.gateway.http;

import com.plurence.gateway.config.listener.CorsConfig;
import com.plurence.gateway.config.listener.Origin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers which pages may call and read (Fetch standard, section 3.3): those of the origins
 * that are configured, and the gateway's own explorer. A page gains nothing by that which its
 * reader has not typed into it, as no request carries a credential by itself.
 */
final class Cors {
  private static final String EXPOSED =
      "x-request-id, x-client-request-id, x-plurence-attempts, x-plurence-target, retry-after,"
          + " x-should-retry, idempotent-replayed, idempotent-kept, request-id, x-plurence-dropped,"
          + " x-plurence-estimated, ratelimit, ratelimit-policy, x-ratelimit-limit-requests,"
          + " x-ratelimit-remaining-requests, x-ratelimit-reset-requests, x-ratelimit-limit-tokens,"
          + " x-ratelimit-remaining-tokens, x-ratelimit-reset-tokens,"
          + " anthropic-ratelimit-requests-limit, anthropic-ratelimit-requests-remaining,"
          + " anthropic-ratelimit-requests-reset, anthropic-ratelimit-tokens-limit,"
          + " anthropic-ratelimit-tokens-remaining, anthropic-ratelimit-tokens-reset";

  private final CorsConfig config;
  private final boolean everyone;
  private final Supplier<Optional<URI>> explorer;

  /**
   * @param explorer the listener that serves the explorer, once it is open
   */
  Cors(CorsConfig config, Supplier<Optional<URI>> explorer) {
    this.config = config;
    this.explorer = explorer;
    this.everyone = config.origins().contains("*");
  }

  /** Marks whatever response follows, errors included, as readable by the page that asks. */
  void mark(RoutingContext ctx) {
    @Nullable String origin = ctx.request().getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return;
    }
    boolean ofExplorer = isExplorer(origin, ctx.request().authority());
    if (config.origins().isEmpty() && !ofExplorer) {
      return;
    }
    HttpServerResponse response = ctx.response();
    if (!everyone) {
      response.putHeader(HttpHeaders.VARY, "origin");
    }
    if (everyone || ofExplorer || isListed(origin)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, everyone ? "*" : origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  private boolean isListed(String origin) {
    return Origin.normal(origin).filter(config.origins()::contains).isPresent();
  }

  /** The explorer has the host by which this listener is called, too, and a port of its own. */
  private boolean isExplorer(String origin, @Nullable HostAndPort called) {
    Optional<URI> place = explorer.get();
    if (place.isEmpty() || called == null) {
      return false;
    }
    String page =
        "%s://%s:%d".formatted(place.get().getScheme(), called.host(), place.get().getPort());
    return origin.equalsIgnoreCase(page);
  }

  /** Responds to what a browser asks before it sends a request with a key or a JSON body. */
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
