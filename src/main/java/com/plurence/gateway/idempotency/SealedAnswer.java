package com.plurence.gateway.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps answers unreadable for whoever has the store alone, as an answer may hold a new API key:
 * AES-GCM under a key made of the client's own {@code Idempotency-Key}, of which the store has but
 * a hash.
 */
final class SealedAnswer {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private SealedAnswer() {}

  /** What the store knows the key by. */
  static String hash(IdempotencyKey key) {
    return HexFormat.of().formatHex(sha256("name", key));
  }

  static String seal(KeptAnswer answer, IdempotencyKey key, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, answer.bytes());
    byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    return Base64.getEncoder().encodeToString(whole);
  }

  static KeptAnswer open(String sealed, IdempotencyKey key) {
    byte[] whole = Base64.getDecoder().decode(sealed);
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
    return KeptAnswer.of(crypt(Cipher.DECRYPT_MODE, key, nonce, rest));
  }

  private static byte[] crypt(int mode, IdempotencyKey key, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(sha256("seal", key), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the kept answer cannot be opened", e);
    }
  }

  private static byte[] sha256(String purpose, IdempotencyKey key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {purpose, key.scope(), key.key()}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
