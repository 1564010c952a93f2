package com.plurence.gateway.idempotency;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.idempotency.IdempotencyStore.Claim;
import com.plurence.gateway.idempotency.IdempotencyStore.Request;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
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
  private static final Duration LONGEST_RUN = Duration.ofMinutes(2);
  private static final Duration COME_BACK = Duration.ofSeconds(1);

  private final IdempotencyStore store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public IdempotentRequests(IdempotencyStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * An answer that can be kept.
   *
   * @param text all of it but the status
   */
  public record Kept(int status, String text, boolean replayed) {}

  /**
   * Does {@code work} unless it has been done with this key. Fails with IDEMPOTENCY_KEY_REUSED when
   * another request had the key, with IDEMPOTENT_REQUEST_RUNNING while the first one runs, and with
   * whatever {@code work} fails with.
   *
   * @param scope keys are the caller's own within it, such as the id of an account
   * @param fingerprint the same if and only if the request is
   */
  public Future<Kept> once(
      String scope, String key, String fingerprint, Supplier<Future<Kept>> work) {
    Instant now = clock.instant();
    Request request =
        new Request(
            scope,
            SealedAnswer.hash(scope, key),
            fingerprint,
            UUID.randomUUID().toString(),
            now,
            now.minus(LONGEST_RUN),
            now.plus(KEPT));
    return store
        .claim(request)
        .compose(
            claim -> {
              if (claim instanceof Claim.Granted) {
                return work(request, key, work);
              }
              if (claim instanceof Claim.Answered answered) {
                String text = SealedAnswer.open(answered.sealedAnswer(), scope, key);
                return Future.succeededFuture(new Kept(answered.status(), text, true));
              }
              return Future.failedFuture(
                  claim instanceof Claim.Running
                      ? ErrorCode.IDEMPOTENT_REQUEST_RUNNING.toException().withRetryAfter(COME_BACK)
                      : ErrorCode.IDEMPOTENCY_KEY_REUSED.toException());
            });
  }

  /** Forgets what has expired; to be called now and then. */
  public Future<Void> forgetOld() {
    return store.forget(clock.instant());
  }

  private Future<Kept> work(Request request, String key, Supplier<Future<Kept>> work) {
    return Future.succeededFuture()
        .compose(granted -> work.get())
        .compose(
            done ->
                store
                    .finish(
                        request,
                        done.status(),
                        SealedAnswer.seal(done.text(), request.scope(), key, random))
                    // What was done is done: better to answer it than to hide it.
                    .onFailure(e -> LOG.atWarn().setCause(e).log("answer not kept for replay"))
                    .otherwiseEmpty()
                    .map(done),
            failure -> store.release(request).transform(released -> Future.failedFuture(failure)));
  }
}
