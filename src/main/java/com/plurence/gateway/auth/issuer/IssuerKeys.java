package com.plurence.gateway.auth.issuer;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.timing.Hop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that the issuer publishes, in memory. They are fetched again, without anybody waiting,
 * when they have grown old, and at most every ten seconds when a token names one that is not among
 * them: that is how a new key becomes known. While they cannot be fetched, the last ones go on.
 * Safe on any thread.
 */
final class IssuerKeys {
  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

  private final Supplier<Future<String>> document;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Future<Void>> fetching = new AtomicReference<>();
  private volatile @Nullable Keys current;
  private volatile Instant nextFetch = Instant.EPOCH;

  /**
   * @param document gets the JWK set as the issuer publishes it now; may complete on any thread
   */
  IssuerKeys(Supplier<Future<String>> document, InstantSource clock) {
    this.document = document;
    this.clock = clock;
  }

  /** Those that were published together. */
  record Keys(JWKSet set, Instant fetchedAt) {
    Optional<JWK> find(String keyId) {
      return Optional.ofNullable(set.getKeyByKeyId(keyId));
    }
  }

  /**
   * The keys to look for {@code keyId} in. Fails with ISSUER_UNAVAILABLE when none have ever been
   * fetched. Completes on the caller's context.
   */
  Future<Keys> keysFor(String keyId) {
    Keys known = current;
    if (known == null || known.find(keyId).isEmpty()) {
      return Hop.here(refresh()).transform(tried -> latest());
    }
    if (!clock.instant().isBefore(known.fetchedAt().plus(FRESH))) {
      refresh();
    }
    return Future.succeededFuture(known);
  }

  private Future<Keys> latest() {
    Keys known = current;
    return known == null
        ? Future.failedFuture(
            ErrorCode.ISSUER_UNAVAILABLE.toException().withRetryAfter(BETWEEN_FETCHES))
        : Future.succeededFuture(known);
  }

  /** Everyone who needs the keys meanwhile waits for the same response. */
  private Future<Void> refresh() {
    Promise<Void> mine = Promise.promise();
    Future<Void> underWay = fetching.compareAndExchange(null, mine.future());
    if (underWay != null) {
      return underWay;
    }
    fetchIfDue()
        .onComplete(
            fetched -> {
              fetching.set(null);
              mine.handle(fetched);
            });
    return mine.future();
  }

  private Future<Void> fetchIfDue() {
    Instant now = clock.instant();
    if (now.isBefore(nextFetch)) {
      return Future.succeededFuture();
    }
    nextFetch = now.plus(BETWEEN_FETCHES);
    return Future.succeededFuture()
        .compose(due -> document.get())
        .<Void>map(
            json -> {
              current = new Keys(parse(json), now);
              return null;
            })
        .onFailure(e -> LOG.atWarn().setCause(e).log("keys of the token issuer not fetched"));
  }

  private static JWKSet parse(String json) {
    try {
      return JWKSet.parse(json);
    } catch (ParseException e) {
      throw new IllegalStateException("what the issuer publishes is no JWK set", e);
    }
  }
}
