package com.plurence.gateway.idempotency;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.idempotency.IdempotencyStore.Claim;
import com.plurence.gateway.idempotency.IdempotencyStore.Request;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a request once for each key, on however many gateways: whoever sends it again gets the first
 * response. Only successes are kept, and none that is large; a request that failed has done nothing
 * and may be made again. Safe on any thread.
 */
public final class IdempotentRequests {
  private static final Logger LOG = LoggerFactory.getLogger(IdempotentRequests.class);
  private static final Duration KEPT = Duration.ofHours(24);

  /** Several times as long as claims go without {@link #renewClaims()}. */
  private static final Duration ABANDONED_AFTER = Duration.ofMinutes(2);

  private static final Duration COME_BACK = Duration.ofSeconds(1);

  /** Bytes of a body that is kept. */
  static final long LARGEST = 1024 * 1024;

  /** Bytes of all bodies that wait, in memory, for the store to take them. */
  private static final long MOST_WAITING = 16 * LARGEST;

  private final IdempotencyStore store;
  private final ResponseSeal seal;
  private final InstantSource clock;
  private final Set<Request> running = ConcurrentHashMap.newKeySet();
  private final Map<Request, Waiting> unkept = new ConcurrentHashMap<>();
  private final AtomicLong waitingBytes = new AtomicLong();

  /** Requests that {@code store} knows of, and whose responses {@code seal} hides from it. */
  public IdempotentRequests(IdempotencyStore store, ResponseSeal seal, InstantSource clock) {
    this.store = store;
    this.seal = seal;
    this.clock = clock;
  }

  /**
   * A response on its way into the store.
   *
   * @param length bytes of its body
   */
  private record Waiting(Supplier<String> sealedResponse, long length) {}

  /**
   * Does {@code work} unless it has been done with this key. Fails with IDEMPOTENCY_KEY_REUSED when
   * another request had the key, with IDEMPOTENT_REQUEST_RUNNING while the first one runs, and with
   * whatever {@code work} fails with.
   *
   * @param keeping how its responses are kept
   */
  public <T> Future<T> once(IdempotencyKey key, Supplier<Future<T>> work, Keeping<T> keeping) {
    Request request = request(key);
    return store
        .claim(request)
        .compose(
            claim -> {
              if (claim instanceof Claim.Granted) {
                return doAndKeep(request, key, work, keeping);
              }
              if (claim instanceof Claim.Answered answered) {
                return Future.succeededFuture(
                    keeping.replayed(seal.open(answered.sealedResponse(), key)));
              }
              return Future.failedFuture(
                  claim instanceof Claim.InProgress
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
        seal.name(key),
        seal.fingerprint(key),
        UUID.randomUUID().toString(),
        now,
        now.minus(ABANDONED_AFTER),
        now.plus(KEPT));
  }

  private <T> Future<T> doAndKeep(
      Request request, IdempotencyKey key, Supplier<Future<T>> work, Keeping<T> keeping) {
    running.add(request);
    return Future.succeededFuture()
        .compose(granted -> work.get())
        .compose(
            done -> keep(request, key, done, keeping),
            failure -> giveUp(request).transform(released -> Future.failedFuture(failure)));
  }

  /** What was done is done, and answered even if it is not kept, or not yet. */
  private <T> Future<T> keep(Request request, IdempotencyKey key, T done, Keeping<T> keeping) {
    long length = keeping.length(done);
    if (length > LARGEST || waitingBytes.addAndGet(length) > MOST_WAITING) {
      if (length <= LARGEST) {
        waitingBytes.addAndGet(-length);
      }
      return giveUp(request).transform(released -> Future.succeededFuture(keeping.unkept(done)));
    }
    Waiting waiting = new Waiting(() -> seal.seal(keeping.keep(done), key), length);
    unkept.put(request, waiting);
    return keep(request, waiting).map(done);
  }

  private Future<Void> keep(Request request, Waiting waiting) {
    if (!request.expires().isAfter(clock.instant())) {
      taken(request);
      return Future.succeededFuture();
    }
    return store
        .finish(request, waiting.sealedResponse())
        .onSuccess(kept -> taken(request))
        .onFailure(e -> LOG.atWarn().setCause(e).log("answer not yet kept for replay"))
        .otherwiseEmpty();
  }

  private void taken(Request request) {
    Waiting waiting = unkept.remove(request);
    running.remove(request);
    if (waiting != null) {
      waitingBytes.addAndGet(-waiting.length());
    }
  }

  private Future<Void> giveUp(Request request) {
    running.remove(request);
    return store.release(request);
  }
}
