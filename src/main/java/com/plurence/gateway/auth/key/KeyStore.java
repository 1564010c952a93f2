package com.plurence.gateway.auth.key;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the key directory asks the store. Every question may fail with STORE_UNAVAILABLE. Futures
 * complete on the caller's context.
 */
public interface KeyStore {

  /** The key of that hash, expired or not. */
  Future<Optional<KnownKey>> find(KeyHash hash);

  /** Keys, the newest first, at most {@code limit}. */
  Future<List<KnownKey>> newest(int limit);

  /** Those of {@code keyIds} that the store still has. */
  Future<Set<String>> existing(Collection<String> keyIds);

  /** Records when keys were last used, by id. */
  Future<Void> used(Map<String, Instant> lastUsed);
}
