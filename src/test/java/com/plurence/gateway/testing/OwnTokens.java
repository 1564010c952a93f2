package com.plurence.gateway.testing;

import com.plurence.gateway.auth.token.AccessTokens;
import com.plurence.gateway.auth.token.TokenKey;
import com.plurence.gateway.auth.token.TokenKeyStore;
import com.plurence.gateway.auth.token.TokenKeys;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The access tokens of a gateway whose secret is known. */
public final class OwnTokens {
  /** How long they live. */
  public static final Duration LIFE = Duration.ofHours(1);

  private OwnTokens() {}

  /** A token that a gateway with that secret would have issued when that clock was right. */
  public static String issue(Secret secret, InstantSource clock, String principalId) {
    AuthConfig.Jwt config = new AuthConfig.Jwt(secret, Secret.NONE, LIFE);
    return new AccessTokens(new TokenKeys(new NoKeys(), clock, config), clock, LIFE)
        .issue(principalId);
  }

  /** With a secret of the configuration, nothing is kept in the store. */
  private static final class NoKeys implements TokenKeyStore {
    @Override
    public Future<List<TokenKey>> all() {
      return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Void> addUnlessNewerThan(Instant since, TokenKey key) {
      return Future.succeededFuture();
    }

    @Override
    public Future<Void> removeOlderThan(Instant time) {
      return Future.succeededFuture();
    }
  }
}
