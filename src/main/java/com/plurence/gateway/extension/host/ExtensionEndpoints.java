package com.plurence.gateway.extension.host;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.body.PacedBody;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.extension.Application;
import com.plurence.gateway.extension.EndpointAnswer;
import com.plurence.gateway.extension.EndpointHandler;
import com.plurence.gateway.extension.EndpointPlace;
import com.plurence.gateway.extension.EndpointRequest;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.http.EndpointContext;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.json.JsonSyntax;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The endpoints that extensions have added, on one event loop. */
public final class ExtensionEndpoints {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int NO_CONTENT = 204;

  private final Supplier<Hooks> hooks;
  private final EndpointContext edge;
  private final int maxDepth;

  /**
   * @param hooks asked for with every request
   * @param maxDepth levels of nesting that a request body may have
   */
  public ExtensionEndpoints(Supplier<Hooks> hooks, EndpointContext edge, int maxDepth) {
    this.hooks = hooks;
    this.edge = edge;
    this.maxDepth = maxDepth;
  }

  /** Those that there are now on {@code listener}. */
  public List<Endpoint> on(EndpointPlace.Listener listener) {
    return hooks.get().endpoints().keySet().stream()
        .filter(place -> place.listener() == listener)
        .sorted(Comparator.comparing(EndpointPlace::shape))
        .map(this::endpoint)
        .toList();
  }

  private Endpoint endpoint(EndpointPlace place) {
    Access access =
        switch (place.access()) {
          case ANYONE -> Access.ANYONE;
          case API_KEY -> Access.API_KEY;
          case USER -> Access.USER;
        };
    return new Endpoint(
        HttpMethod.valueOf(place.method()), place.path(), access, ctx -> serve(ctx, place));
  }

  private void serve(RoutingContext ctx, EndpointPlace place) {
    Exchange exchange = Exchange.of(ctx);
    Buffer body = Buffer.buffer();
    Future<Void> read =
        place.hasBody()
            ? edge.bodies().read(exchange, body::appendBuffer)
            : Future.succeededFuture();
    read.compose(whole -> ask(ctx, place, checked(body)))
        .compose(answer -> write(ctx, answer))
        .onFailure(ctx::fail);
  }

  private Buffer checked(Buffer body) {
    JsonSyntax syntax = JsonSyntax.of(body.getBytes(), maxDepth);
    return switch (syntax.outcome()) {
      case TOO_DEEP -> throw ErrorCode.JSON_TOO_DEEP.toException(maxDepth);
      case MALFORMED -> throw ErrorCode.MALFORMED_JSON.toException(syntax.offset());
      default -> body;
    };
  }

  private Future<EndpointAnswer> ask(RoutingContext ctx, EndpointPlace place, Buffer body) {
    Hook<EndpointHandler> handler = hooks.get().endpoints().get(place);
    if (handler == null) {
      return Future.failedFuture(ErrorCode.ROUTE_NOT_FOUND.toException());
    }
    Exchange exchange = Exchange.of(ctx);
    EndpointRequest request =
        new EndpointRequest(
            exchange.requestId(),
            ctx.pathParams(),
            first(ctx.queryParams()),
            ShownHeaders.of(ctx.request().headers()),
            body,
            application(ctx),
            person(ctx));
    return handler.demand(
        exchange.timers(), exchange.requestId(), LONGEST, some -> some.handle(request));
  }

  private static Map<String, String> first(MultiMap query) {
    Map<String, String> values = new HashMap<>();
    query.forEach(values::putIfAbsent);
    return values;
  }

  private static Optional<Application> application(RoutingContext ctx) {
    return Caller.Application.in(ctx)
        .map(known -> new Application(known.keyId(), known.projectId(), known.accountId()));
  }

  private static Optional<EndpointRequest.Person> person(RoutingContext ctx) {
    return Caller.User.in(ctx)
        .map(
            user ->
                new EndpointRequest.Person(
                    user.principalId(), user.tenant().accountId(), user.role().name()));
  }

  /** What the gateway itself says of a response, it says last. Fails if it can't be written. */
  private static Future<Void> write(RoutingContext ctx, EndpointAnswer answer) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed()) {
      return Future.succeededFuture();
    }
    answer.headers().forEach(response::putHeader);
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .putHeader("x-request-id", Exchange.of(ctx).requestId());
    response.headers().remove(HttpHeaders.TRANSFER_ENCODING).remove(HttpHeaders.CONNECTION);
    if (answer.status() == NO_CONTENT) {
      response.headers().remove(HttpHeaders.CONTENT_TYPE).remove(HttpHeaders.CONTENT_LENGTH);
    } else {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length()));
    }
    Exchange.of(ctx).record().firstByte();
    if (ctx.request().method().equals(HttpMethod.HEAD) || answer.status() == NO_CONTENT) {
      response.end();
    } else {
      PacedBody.end(response, answer.body());
    }
    return Future.succeededFuture();
  }
}
