package com.plurence.gateway.auth.token;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * Where the gateways keep the keys that they made for themselves. Futures complete on the caller's
 * context.
 */
public interface TokenKeyStore {

  /** All of them, the newest first. */
  Future<List<TokenKey>> all();

  /** Adds {@code key} unless there is one that was made after {@code since}. */
  Future<Void> addUnlessNewerThan(Instant since, TokenKey key);

  /** Removes those made before {@code time}. */
  Future<Void> removeOlderThan(Instant time);
}
