package com.plurence.gateway.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps what the store has of requests and responses unreadable for whoever has the store alone: a
 * response may hold a new API key, and a body a password. Everything is derived, by HKDF (RFC 5869)
 * with SHA-256, from a secret that is not in the store; to open a response takes the client's own
 * {@code Idempotency-Key} as well. Safe on any thread.
 */
public final class ResponseSeal {
  private static final String HMAC = "HmacSHA256";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final byte[] nameKey;
  private final byte[] fingerprintKey;
  private final byte[] sealKey;

  /**
   * Derives the keys.
   *
   * @param secret at least as hard to guess as 32 random bytes should be
   */
  public ResponseSeal(byte[] secret) {
    byte[] extracted = hmac("plurence-gateway".getBytes(StandardCharsets.UTF_8), secret);
    this.nameKey = expanded(extracted, "idempotency key");
    this.fingerprintKey = expanded(extracted, "request fingerprint");
    this.sealKey = expanded(extracted, "kept response");
  }

  private static byte[] expanded(byte[] extracted, String purpose) {
    byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
    byte[] block = Arrays.copyOf(info, info.length + 1);
    block[info.length] = 1;
    return hmac(extracted, block);
  }

  /** What the store knows the key by. */
  String name(IdempotencyKey key) {
    return HexFormat.of().formatHex(hmac(nameKey, scoped(key, key.key())));
  }

  /** What the store knows the request by. */
  String fingerprint(IdempotencyKey key) {
    return HexFormat.of().formatHex(hmac(fingerprintKey, scoped(key, key.fingerprint())));
  }

  /** Makes text of {@code response} that {@link #open} reads. */
  String seal(StoredResponse response, IdempotencyKey key) {
    byte[] text = response.bytes();
    byte[] sealed = new byte[NONCE_BYTES + text.length + TAG_BITS / Byte.SIZE];
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
    try {
      cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(text, 0, text.length, sealed, NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
    return Base64.getEncoder().encodeToString(sealed);
  }

  StoredResponse open(String sealed, IdempotencyKey key) {
    byte[] whole = Base64.getDecoder().decode(sealed);
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    try {
      return StoredResponse.of(
          cipher(Cipher.DECRYPT_MODE, key, nonce)
              .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the kept response cannot be opened", e);
    }
  }

  private Cipher cipher(int mode, IdempotencyKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(hmac(sealKey, scoped(key, key.key())), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] scoped(IdempotencyKey key, String text) {
    return (key.scope() + '\0' + text).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC with SHA-256", e);
    }
  }
}
