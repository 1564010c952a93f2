package com.plurence.gateway.http;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.body.Intake;
import com.plurence.gateway.http.error.Failures;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.http.exchange.Exchanges;
import com.plurence.gateway.timing.Hop;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Mounts an endpoint table as a router whose every failure ends in {@link Failures}. */
final class EdgeRouter {
  private static final List<Integer> STATUSES_OF_THE_ROUTER =
      List.of(400, 404, 405, 406, 413, 414, 415, 431, 500);

  private static final Pattern DOT_SEGMENT = Pattern.compile("/(\\.|%2[eE]){1,2}(/|$)");

  private final EndpointTable table;
  private final Map<Access, Guard> guards;
  private final Exchanges exchanges;
  private final Failures failures;
  private final Cors cors;
  private final int longestUri;

  /**
   * @param longestUri in characters; HTTP/1 bounds the whole line before there is a request
   */
  EdgeRouter(
      EndpointTable table,
      Map<Access, Guard> guards,
      Exchanges exchanges,
      Failures failures,
      Cors cors,
      int longestUri) {
    this.table = table;
    this.guards = guards;
    this.exchanges = exchanges;
    this.failures = failures;
    this.cors = cors;
    this.longestUri = longestUri;
  }

  Router mount(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(this::begin).failureHandler(failures);
    table.byPath().forEach((path, endpoints) -> mount(router, path, endpoints));
    router.route().handler(this::unmatched);
    STATUSES_OF_THE_ROUTER.forEach(status -> router.errorHandler(status, failures));
    return router;
  }

  private void mount(Router router, String path, List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      Guard guard = guard(endpoint);
      route(router, endpoint.method(), endpoint).handler(ctx -> enter(ctx, endpoint, guard));
      if (endpoint.method().equals(HttpMethod.GET)) {
        route(router, HttpMethod.HEAD, endpoint).handler(ctx -> enter(ctx, endpoint, guard));
      }
    }
    String allow = table.allow(path);
    Endpoint any = endpoints.get(0);
    route(router, HttpMethod.OPTIONS, any).handler(ctx -> options(ctx, path, allow));
    route(router, null, any).handler(ctx -> refuseMethod(ctx, path, allow));
  }

  /**
   * @param method null: all that are not mounted
   */
  private static Route route(Router router, @Nullable HttpMethod method, Endpoint endpoint) {
    String path = endpoint.path();
    if (!endpoint.openEnded()) {
      return method == null ? router.route(path) : router.route(method, path);
    }
    int parameter = path.lastIndexOf(':');
    String rest = path.substring(0, parameter) + "(?<" + path.substring(parameter + 1) + ">.+)";
    return method == null ? router.routeWithRegex(rest) : router.routeWithRegex(method, rest);
  }

  /** One path has one spelling: a path that only its normal form would match does not exist. */
  private void begin(RoutingContext ctx) {
    exchanges.of(ctx);
    cors.mark(ctx);
    if (ctx.request().uri().length() > longestUri) {
      ctx.fail(ErrorCode.URI_TOO_LONG.toException());
    } else if (isOdd(ctx.request().path())) {
      ctx.fail(ErrorCode.ROUTE_NOT_FOUND.toException());
    } else {
      ctx.next();
    }
  }

  private static boolean isOdd(String path) {
    return path.contains("//")
        || ((path.contains("/.") || path.contains("/%2")) && DOT_SEGMENT.matcher(path).find());
  }

  /** Nobody comes in where a guard is wanted and there is none. */
  private Guard guard(Endpoint endpoint) {
    return endpoint.access() == Access.ANYONE
        ? Guard.OPEN
        : guards.getOrDefault(
            endpoint.access(), ctx -> Future.failedFuture(ErrorCode.ROUTE_NOT_FOUND.toException()));
  }

  private void enter(RoutingContext ctx, Endpoint endpoint, Guard guard) {
    Exchange.of(ctx).record().routed(endpoint.path());
    Future<Void> admitted = guard.admit(ctx);
    if (admitted.succeeded()) {
      endpoint.handler().handle(ctx);
    } else if (admitted.failed()) {
      ctx.fail(admitted.cause());
    } else {
      enterLater(ctx, endpoint, Hop.here(admitted));
    }
  }

  /** What arrives of the body while the guard is at work is kept for whoever reads it. */
  private static void enterLater(RoutingContext ctx, Endpoint endpoint, Future<Void> admitted) {
    Intake.stop(ctx.request());
    admitted
        .onComplete(done -> Intake.goOn(ctx.request()))
        .onSuccess(ok -> enterIfAwaited(ctx, endpoint))
        .onFailure(ctx::fail);
  }

  /**
   * The client may have left while the guard was at work, or its response may have been written.
   */
  private static void enterIfAwaited(RoutingContext ctx, Endpoint endpoint) {
    if (Exchange.of(ctx).isOpen()) {
      run(ctx, endpoint);
    }
  }

  /** Behind a response that took its time the router no longer watches for exceptions. */
  private static void run(RoutingContext ctx, Endpoint endpoint) {
    try {
      endpoint.handler().handle(ctx);
    } catch (RuntimeException bug) {
      ctx.fail(bug);
    }
  }

  private void options(RoutingContext ctx, String path, String allow) {
    Exchange.of(ctx).record().routed(path);
    cors.preflight(ctx, allow);
    ctx.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, allow).end();
  }

  private static void refuseMethod(RoutingContext ctx, String path, String allow) {
    Exchange.of(ctx).record().routed(path);
    ctx.response().putHeader(HttpHeaders.ALLOW, allow);
    ctx.fail(ErrorCode.METHOD_NOT_ALLOWED_HERE.toException());
  }

  private void unmatched(RoutingContext ctx) {
    ctx.fail(ErrorCode.ROUTE_NOT_FOUND.toException());
  }
}
