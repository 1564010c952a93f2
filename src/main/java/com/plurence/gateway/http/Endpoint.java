package com.plurence.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * One row of the endpoint table. The router, the {@code Allow} header and the metric label come
 * from it, and a test holds {@code openapi.json} to it, which is written by hand.
 *
 * @param method GET also answers HEAD
 * @param path with {@code :name} for a parameter
 * @param access checked before the handler runs
 * @param openEnded whether the last parameter takes the rest of a path, slashes and all
 * @param handler runs on the event loop; what it throws or fails with becomes a contract error
 */
public record Endpoint(
    HttpMethod method,
    String path,
    Access access,
    boolean openEnded,
    Handler<RoutingContext> handler) {

  public Endpoint(HttpMethod method, String path, Access access, Handler<RoutingContext> handler) {
    this(method, path, access, false, handler);
  }

  /** The same, whose last parameter, with which the path must end, may hold slashes. */
  public Endpoint withOpenEnd() {
    return new Endpoint(method, path, access, true, handler);
  }

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
