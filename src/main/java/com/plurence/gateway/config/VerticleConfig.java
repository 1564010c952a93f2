package com.plurence.gateway.config;

import java.util.Map;

/**
 * An extension to deploy.
 *
 * @param name class name
 * @param instances how many, 1 or more
 * @param config its own settings as JSON would hold them; may hold secrets, so only their names are
 *     printed
 */
public record VerticleConfig(String name, int instances, Map<String, Object> config) {

  @Override
  public String toString() {
    return "VerticleConfig[name=%s, instances=%d, config=%s]"
        .formatted(name, instances, config.keySet());
  }
}
