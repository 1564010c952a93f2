package com.plurence.gateway.auth.token;

import io.vertx.core.Future;

/** Tells whose an access token is. Futures complete on the caller's context. */
@FunctionalInterface
public interface TokenVerifier {

  /** Whom the token is about. Fails with TOKEN_INVALID or TOKEN_EXPIRED. */
  Future<Subject> subjectOf(String token);
}
