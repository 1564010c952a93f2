package com.plurence.gateway.auth.token;

import io.vertx.core.Future;

/** Tells whose an access token is. */
@FunctionalInterface
public interface TokenVerifier {

  /** Whom the token is about. Fails with TOKEN_INVALID or TOKEN_EXPIRED. */
  Future<Subject> subjectOf(String token);
}
