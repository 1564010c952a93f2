package com.plurence.gateway.project;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is kept: all but the key itself.
 *
 * @param prefix the first characters of the key, to recognise it by
 * @param models the only models it may use; empty: all
 * @param endpoints the only endpoints it may use, such as {@code /v1/chat/completions}; empty: all
 * @param expiresAt from then on it no longer works; null: never
 * @param lastUsedAt when it was last used, exact to a minute; null: never
 */
public record ApiKey(
    String id,
    String projectId,
    String name,
    String prefix,
    Set<String> models,
    Set<String> endpoints,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {
  public ApiKey {
    models = Set.copyOf(models);
    endpoints = Set.copyOf(endpoints);
  }
}
