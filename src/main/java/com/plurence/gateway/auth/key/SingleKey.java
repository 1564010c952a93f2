package com.plurence.gateway.auth.key;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** A directory of one key, that of the project {@code default}. */
public final class SingleKey implements KeyDirectory {
  private final byte[] hash;
  private final Future<Caller.Application> found;

  public SingleKey(Secret key) {
    this.hash = sha256(key.reveal());
    this.found =
        Future.succeededFuture(
            new Caller.Application("key_bootstrap", "default", "default", Set.of(), Set.of()));
  }

  @Override
  public Future<Caller.Application> find(String key) {
    return MessageDigest.isEqual(hash, sha256(key))
        ? found
        : Future.failedFuture(ErrorCode.KEY_INVALID.toException());
  }

  private static byte[] sha256(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
