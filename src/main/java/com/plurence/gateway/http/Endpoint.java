package com.plurence.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One row of the endpoint table. The router, the {@code Allow} header, the metric label and the API
 * listing all come from it.
 *
 * @param method GET also answers HEAD
 * @param path with {@code :name} for a parameter
 * @param access checked before the handler runs
 * @param handler runs on the event loop; what it throws or fails with becomes a contract error
 */
public record Endpoint(
    HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {

  public static Endpoint get(String path, Access access, Handler<RoutingContext> handler) {
    return new Endpoint(HttpMethod.GET, path, access, handler);
  }

  public static Endpoint post(String path, Access access, Handler<RoutingContext> handler) {
    return new Endpoint(HttpMethod.POST, path, access, handler);
  }

  public static Endpoint patch(String path, Access access, Handler<RoutingContext> handler) {
    return new Endpoint(HttpMethod.PATCH, path, access, handler);
  }

  public static Endpoint delete(String path, Access access, Handler<RoutingContext> handler) {
    return new Endpoint(HttpMethod.DELETE, path, access, handler);
  }
}
