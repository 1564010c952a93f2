package com.plurence.gateway.auth.key;

import com.plurence.gateway.auth.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the data plane must know of an API key.
 *
 * @param application whom it lets in
 * @param expiresAt from then on it no longer works; null: never
 */
public record KnownKey(KeyHash hash, Caller.Application application, @Nullable Instant expiresAt) {

  /** The id of the key. */
  public String id() {
    return application.keyId();
  }
}
