package com.plurence.gateway.idempotency;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Supplier;

/**
 * Where it is kept which requests were made and what they were answered, for all gateways. Futures
 * complete on the caller's context.
 */
public interface IdempotencyStore {

  /** Makes {@code request} the caller's own if nobody has made it before. */
  Future<Claim> claim(Request request);

  /** Says that the claimed requests are still being done. */
  Future<Void> renew(Collection<Request> requests, Instant now);

  /**
   * Keeps the response to a claimed request, in the place of the oldest ones of its scope if they
   * are too many.
   *
   * @param sealedResponse called on a worker thread, as a response may be large
   */
  Future<Void> finish(Request request, Supplier<String> sealedResponse);

  /** Gives a claimed request up, so that it may be made again. */
  Future<Void> release(Request request);

  /** Forgets what has expired by {@code now}. */
  Future<Void> forget(Instant now);

  /**
   * A request that is to be done once.
   *
   * @param scope whose key it is
   * @param keyHash the key itself is not kept, and cannot be guessed from this
   * @param fingerprint the same if and only if the request is; nor can its body
   * @param claim a name for this attempt
   * @param now when it is made
   * @param abandonedBefore a claim not renewed since, and still without a response, belongs to a
   *     gateway that has died
   * @param expires when it may be forgotten
   */
  record Request(
      String scope,
      String keyHash,
      String fingerprint,
      String claim,
      Instant now,
      Instant abandonedBefore,
      Instant expires) {}

  /** What became of {@link #claim}. */
  sealed interface Claim {
    /** It is to be done now, and then finished or released. */
    record Granted() implements Claim {}

    /** It is being done. */
    record InProgress() implements Claim {}

    /** It was done. */
    record Answered(String sealedResponse) implements Claim {}

    /** Another request was made with this key. */
    record Different() implements Claim {}
  }
}
