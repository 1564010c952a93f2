package com.plurence.gateway.auth;

import io.vertx.core.Future;

/** Tells whose an access token is. */
@FunctionalInterface
public interface TokenVerifier {

  /** The id of the principal. Fails with TOKEN_INVALID or TOKEN_EXPIRED. */
  Future<String> principalOf(String token);
}
