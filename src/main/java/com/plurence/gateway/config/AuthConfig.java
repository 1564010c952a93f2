package com.plurence.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How people and tools prove who they are on the management listener.
 *
 * @param jwt the tokens that the gateway issues
 * @param issuer who issues the tokens instead; empty: the gateway itself
 */
public record AuthConfig(Jwt jwt, Optional<Issuer> issuer) {

  /**
   * The tokens that the gateway issues.
   *
   * @param secret key of HS256; empty: made on the first start and kept in the store
   * @param previousSecret a key that no longer signs and still verifies; empty: none
   * @param ttl how long a token is valid
   */
  public record Jwt(Secret secret, Secret previousSecret, Duration ttl) {}

  /**
   * Another service that issues tokens, signed with RS256 or ES256.
   *
   * @param name what its tokens must have as {@code iss}
   * @param jwksUrl where it publishes its keys
   * @param audience what its tokens must have as {@code aud}, or among them
   */
  public record Issuer(String name, URI jwksUrl, String audience) {}
}
