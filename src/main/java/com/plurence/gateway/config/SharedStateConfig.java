package com.plurence.gateway.config;

import java.time.Duration;

/**
 * What several gateways share while they run.
 *
 * @param url {@code memory:}, {@code redis://host:port} or {@code rediss://host:port}; a secret
 *     because it may hold a password
 * @param timeout for one answer
 */
public record SharedStateConfig(Secret url, Duration timeout) {

  /** Whether nothing is shared: this process is on its own. */
  public boolean isLocal() {
    return url.reveal().startsWith("memory:");
  }
}
