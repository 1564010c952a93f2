package com.plurence.gateway.idempotency;

import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /**
   * The key of a request, if it has one.
   *
   * @param identity what else tells this request from others, such as its path
   * @throws com.plurence.gateway.error.GatewayException IDEMPOTENCY_KEY_INVALID
   */
  public static Optional<IdempotencyKey> of(
      MultiMap headers, String scope, String identity, Iterable<Buffer> body) {
    String key = headers.get(HEADER);
    if (key == null) {
      return Optional.empty();
    }
    if (!key.matches(FORM)) {
      throw ErrorCode.IDEMPOTENCY_KEY_INVALID.toException();
    }
    return Optional.of(new IdempotencyKey(scope, key, fingerprint(identity, body)));
  }

  private static String fingerprint(String identity, Iterable<Buffer> body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(identity.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      body.forEach(piece -> digest.update(piece.getBytes()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
