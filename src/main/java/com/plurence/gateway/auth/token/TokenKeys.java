package com.plurence.gateway.auth.token;

import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.AuthConfig;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.timing.Hop;
import com.plurence.gateway.timing.TokenBucket;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The keys of HS256. Those that are configured are the only ones; otherwise the gateways make their
 * own, replace it every month and accept the one before for as long as its tokens live. Safe on any
 * thread.
 */
public final class TokenKeys {
  private static final Duration IN_USE = Duration.ofDays(30);

  /** By then every gateway has heard of a new key; only the very first one signs earlier. */
  private static final Duration KNOWN_EVERYWHERE = Duration.ofMinutes(1);

  private static final int LOOKS_PER_SECOND = 1;
  private static final int SECRET_BYTES = 32;

  private final TokenKeyStore store;
  private final InstantSource clock;
  private final Duration tokenLife;
  private final boolean configured;
  private final TokenBucket lookBudget;
  private volatile Map<String, byte[]> secrets = Map.of();
  private volatile String signing = "";
  private volatile Future<Void> looking = Future.succeededFuture();

  /**
   * @param config names the secrets to use; without any, keys are made
   */
  public TokenKeys(TokenKeyStore store, InstantSource clock, AuthConfig.Jwt config) {
    this.store = store;
    this.clock = clock;
    this.tokenLife = config.ttl();
    this.configured = !config.secret().isEmpty();
    this.lookBudget = new TokenBucket(1, LOOKS_PER_SECOND, nanos());
    if (configured) {
      signing = idOf(config.secret());
      Map<String, byte[]> accepted = new HashMap<>();
      accepted.put(signing, bytesOf(config.secret()));
      if (!config.previousSecret().isEmpty()) {
        accepted.put(idOf(config.previousSecret()), bytesOf(config.previousSecret()));
      }
      secrets = Map.copyOf(accepted);
    }
  }

  private long nanos() {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  private static String idOf(Secret secret) {
    return "c-" + KeyHash.of(secret.reveal()).hex().substring(0, 12);
  }

  private static byte[] bytesOf(Secret secret) {
    return secret.reveal().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Makes a key if there is none or it has served its time; to be called at the start and daily.
   */
  public Future<Void> rotate() {
    if (configured) {
      return Future.succeededFuture();
    }
    Instant now = clock.instant();
    return store
        .addUnlessNewerThan(now.minus(IN_USE), newKey(now))
        .compose(added -> store.removeOlderThan(now.minus(IN_USE.plus(IN_USE).plus(tokenLife))))
        .compose(removed -> load());
  }

  /** Hears of keys that other gateways have made; to be called every few seconds. */
  public Future<Void> refresh() {
    return configured ? Future.succeededFuture() : load();
  }

  /** The key to sign with. */
  Signer signer() {
    byte[] secret = secrets.get(signing);
    if (secret == null) {
      throw new IllegalStateException("no key to sign with: rotate() has not succeeded");
    }
    return new Signer(signing, secret);
  }

  /**
   * The secret of the key of that id; looks into the store if another gateway may have made it.
   * Fails with TOKEN_INVALID when there is none.
   */
  Future<byte[]> secret(String id) {
    byte[] known = secrets.get(id);
    if (known != null) {
      return Future.succeededFuture(known);
    }
    if (configured) {
      return Future.failedFuture(ErrorCode.TOKEN_INVALID.toException());
    }
    return Hop.here(look())
        .map(
            loaded ->
                Optional.ofNullable(secrets.get(id))
                    .orElseThrow(ErrorCode.TOKEN_INVALID::toException));
  }

  /** Whoever comes while a look is under way waits for it rather than being told too early. */
  private Future<Void> look() {
    Future<Void> underWay = looking;
    if (!underWay.isComplete() || !lookBudget.tryTake(nanos())) {
      return underWay.otherwiseEmpty();
    }
    Future<Void> begun = load();
    looking = begun;
    return begun;
  }

  private Future<Void> load() {
    return store
        .all()
        .map(
            keys -> {
              use(keys);
              return null;
            });
  }

  private void use(List<TokenKey> keys) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    keys.forEach(key -> all.put(key.id(), Base64.getDecoder().decode(key.secret().reveal())));
    secrets = Map.copyOf(all);
    Instant known = clock.instant().minus(KNOWN_EVERYWHERE);
    keys.stream()
        .filter(key -> !key.createdAt().isAfter(known))
        .findFirst()
        .or(() -> keys.stream().findFirst())
        .ifPresent(key -> signing = key.id());
  }

  private static TokenKey newKey(Instant now) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    String encoded = Base64.getEncoder().encodeToString(secret);
    return new TokenKey(
        "s-" + KeyHash.of(encoded).hex().substring(0, 12), new Secret(encoded), now);
  }

  /** A key and its id. */
  record Signer(String id, byte[] secret) {}
}
