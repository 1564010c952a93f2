package com.plurence.gateway.idempotency;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.idempotency.IdempotencyStore.Claim;
import com.plurence.gateway.idempotency.IdempotencyStore.Request;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a request once for each key, on however many gateways: whoever sends it again gets the first
 * answer. Only successes are kept; a request that failed has done nothing and may be made again.
 * Safe on any thread.
 */
public final class IdempotentRequests {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotentRequests.class);
  private static final Duration KEPT = Duration.ofHours(24);

  /** Several times as long as claims go without {@link #renewClaims()}. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final IdempotencyStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final Set<Request> running = ConcurrentHashMap.newKeySet();
  private final Map<Request, Supplier<String>> unkept = new ConcurrentHashMap<>();

  public IdempotentRequests(IdempotencyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Does {@code work} unless it has been done with this key. Fails with IDEMPOTENCY_KEY_REUSED when
   * another request had the key, with IDEMPOTENT_REQUEST_RUNNING while the first one runs, and with
   * whatever {@code work} fails with.
   *
   * @param keep what is to be kept of an answer
   * @param replay an answer made of what was kept
   */
  public <T> Future<T> once(
      IdempotencyKey key,
      Supplier<Future<T>> work,
      Function<T, KeptAnswer> keep,
      Function<KeptAnswer, T> replay) {
    Request request = request(key);
    return store
        .claim(request)
        .compose(
            claim -> {
              if (claim instanceof Claim.Granted) {
                return doAndKeep(request, work, done -> seal(keep.apply(done), key));
              }
              if (claim instanceof Claim.Answered answered) {
                return Future.succeededFuture(
                    replay.apply(SealedAnswer.open(answered.sealedAnswer(), key)));
              }
              return Future.failedFuture(
                  claim instanceof Claim.Running
                      ? ErrorCode.IDEMPOTENT_REQUEST_RUNNING.toException().withRetryAfter(COME_BACK)
                      : ErrorCode.IDEMPOTENCY_KEY_REUSED.toException());
            });
  }

  /**
   * Tells the other gateways what this one is still at work on, and keeps what could not be kept at
   * once; to be called every few seconds.
   */
  public Future<Void> renewClaims() {
    unkept.forEach(this::keep);
    return running.isEmpty()
        ? Future.succeededFuture()
        : store.renew(List.copyOf(running), clock.instant());
  }

  /** Forgets what has expired; to be called now and then. */
  public Future<Void> forgetOld() {
    return store.forget(clock.instant());
  }

  private Request request(IdempotencyKey key) {
    Instant now = clock.instant();
    return new Request(
        key.scope(),
        SealedAnswer.hash(key),
        key.fingerprint(),
        UUID.randomUUID().toString(),
        now,
        now.minus(ABANDONED_AFTER),
        now.plus(KEPT));
  }

  private String seal(KeptAnswer answer, IdempotencyKey key) {
    return SealedAnswer.seal(answer, key, random);
  }

  private <T> Future<T> doAndKeep(
      Request request, Supplier<Future<T>> work, Function<T, String> seal) {
    running.add(request);
    return Future.succeededFuture()
        .compose(granted -> work.get())
        .compose(
            done -> keep(request, () -> seal.apply(done)).map(done),
            failure -> giveUp(request).transform(released -> Future.failedFuture(failure)));
  }

  /** What was done is done, and answered even if it could not be kept yet. */
  private Future<Void> keep(Request request, Supplier<String> sealedAnswer) {
    unkept.put(request, sealedAnswer);
    return store
        .finish(request, sealedAnswer)
        .onSuccess(
            kept -> {
              unkept.remove(request);
              running.remove(request);
            })
        .onFailure(e -> LOG.atWarn().setCause(e).log("answer not yet kept for replay"))
        .otherwiseEmpty();
  }

  private Future<Void> giveUp(Request request) {
    running.remove(request);
    return store.release(request);
  }
}
