package com.plurence.gateway.idempotency;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.MultiMap;
import java.util.Optional;

/**
 * The header {@code Idempotency-Key} of one request, and what it is the key of.
 *
 * @param scope whose key it is: the same key in another scope is another key
 * @param key as the client wrote it
 * @param fingerprint the same if and only if the request is
 */
public record IdempotencyKey(String scope, String key, String fingerprint) {
  private static final String HEADER = "idempotency-key";
  private static final String FORM = "[\\x21-\\x7e]{1,255}";

  /** Whether a request with these headers has a key. */
  public static boolean isIn(MultiMap headers) {
    return headers.contains(HEADER);
  }

  /**
   * The key of a request, if it has one.
   *
   * @param fingerprint of the whole request
   * @throws com.plurence.gateway.error.GatewayException IDEMPOTENCY_KEY_INVALID
   */
  public static Optional<IdempotencyKey> of(
      MultiMap headers, String scope, Fingerprint fingerprint) {
    String key = headers.get(HEADER);
    if (key == null) {
      return Optional.empty();
    }
    if (!key.matches(FORM)) {
      throw ErrorCode.IDEMPOTENCY_KEY_INVALID.toException();
    }
    return Optional.of(new IdempotencyKey(scope, key, fingerprint.text()));
  }
}
