package com.plurence.gateway.auth;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.exchange.Exchange;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Lets applications in that show an API key, in {@code x-api-key} or as a bearer token. */
public final class ApiKeyGuard implements Guard {
  private static final CharSequence API_KEY = HttpHeaders.createOptimized("x-api-key");
  private static final String BEARER = "bearer ";

  /** Of whoever is known at once, as nearly all are. */
  private static final Future<Void> ENTERED = Future.succeededFuture();

  private final KeyDirectory keys;

  public ApiKeyGuard(KeyDirectory keys) {
    this.keys = keys;
  }

  @Override
  public Future<Void> admit(RoutingContext ctx) {
    @Nullable String key = presented(ctx);
    if (key == null) {
      return Future.failedFuture(ErrorCode.KEY_MISSING.toException());
    }
    Future<Caller.Application> found = keys.find(key);
    if (found.succeeded()) {
      found.result().enter(ctx);
      return ENTERED;
    }
    return found
        .recover(refusal -> refused(ctx, key, refusal))
        .map(application -> application.enter(ctx));
  }

  /** Whose key has expired is not let in, but it is known who that was. */
  private Future<Caller.Application> refused(RoutingContext ctx, String key, Throwable refusal) {
    if (refusal instanceof GatewayException known && known.kind() == ErrorCode.KEY_EXPIRED) {
      keys.ofExpired(key).ifPresent(application -> application.knownTo(Exchange.of(ctx).record()));
    }
    return Future.failedFuture(refusal);
  }

  private static @Nullable String presented(RoutingContext ctx) {
    @Nullable String key = ctx.request().getHeader(API_KEY);
    if (key != null && !key.isBlank()) {
      return key.trim();
    }
    @Nullable String authorization = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String token = authorization.substring(BEARER.length()).trim();
    return token.isEmpty() ? null : token;
  }
}
