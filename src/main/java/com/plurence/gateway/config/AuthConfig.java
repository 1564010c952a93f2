package com.plurence.gateway.config;

import java.time.Duration;

/** How people and tools prove who they are on the management listener. */
public record AuthConfig(Jwt jwt) {

  /**
   * The tokens that the gateway issues.
   *
   * @param secret key of HS256; empty: made on the first start and kept in the store
   * @param ttl how long a token is valid
   */
  public record Jwt(Secret secret, Duration ttl) {}
}
