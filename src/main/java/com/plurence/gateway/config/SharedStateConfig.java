package com.plurence.gateway.config;

/**
 * What several gateways share while they run.
 *
 * @param url {@code memory:}, {@code redis://host:port} or {@code rediss://host:port}; a secret
 *     because it may hold a password
 */
public record SharedStateConfig(Secret url) {

  /** Whether nothing is shared: this process is on its own. */
  public boolean isLocal() {
    return url.reveal().startsWith("memory:");
  }
}
