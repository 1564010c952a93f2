package com.plurence.gateway.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How people and tools prove who they are on the management listener.
 *
 * @param jwt the tokens that the gateway issues
 * @param issuer who issues the tokens instead; empty: the gateway itself
 * @param signups who may open an account
 * @param operators the e-mail addresses of those who may see and make all accounts, in lower case;
 *     empty: the owner of the account that the first start made
 */
public record AuthConfig(Jwt jwt, Optional<Issuer> issuer, Signups signups, Set<String> operators) {
  public AuthConfig {
    operators = Set.copyOf(operators);
  }

  /** Who may open an account. */
  public enum Signups {
    /** An operator, for others. */
    CLOSED,
    /** Whoever reaches the listener; with an issuer, whoever has one of its tokens. */
    OPEN
  }

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
