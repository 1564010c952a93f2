package com.plurence.gateway.auth.token;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Guard;
import com.plurence.gateway.http.exchange.Exchange;
import com.plurence.gateway.record.CallerFacts;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets people and tools in that show an access token. */
public final class UserGuard implements Guard {
  private static final String BEARER = "bearer ";

  private final TokenVerifier tokens;
  private final UserDirectory users;

  public UserGuard(TokenVerifier tokens, UserDirectory users) {
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public Future<Void> admit(RoutingContext ctx) {
    return user(ctx.request().getHeader(HttpHeaders.AUTHORIZATION))
        .map(
            user -> {
              ctx.put(Caller.KEY, user);
              Exchange.of(ctx).record().admitted(CallerFacts.user(user.principalId()));
              return null;
            });
  }

  /**
   * Whose the bearer token is. Fails with TOKEN_MISSING, TOKEN_INVALID, also when its principal is
   * gone, or TOKEN_EXPIRED.
   *
   * @param authorization the header; null: absent
   */
  public Future<Caller.User> user(@Nullable String authorization) {
    return subject(authorization)
        .compose(this::find)
        .map(user -> user.orElseThrow(ErrorCode.TOKEN_INVALID::toException));
  }

  /** What {@code subject} may do here; empty when there is no such principal. */
  public Future<Optional<Caller.User>> find(Subject subject) {
    return users.find(subject);
  }

  /**
   * Whom the bearer token is about, whether or not there is such a principal. Fails with
   * TOKEN_MISSING, TOKEN_INVALID or TOKEN_EXPIRED.
   *
   * @param authorization the header; null: absent
   */
  public Future<Subject> subject(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Future.failedFuture(ErrorCode.TOKEN_MISSING.toException());
    }
    return tokens.subjectOf(authorization.substring(BEARER.length()).strip());
  }
}
