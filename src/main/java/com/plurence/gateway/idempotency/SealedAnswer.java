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
  static String hash(String scope, String key) {
    return HexFormat.of().formatHex(sha256("name", scope, key));
  }

  static String seal(String answer, String scope, String key, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        crypt(Cipher.ENCRYPT_MODE, scope, key, nonce, answer.getBytes(StandardCharsets.UTF_8));
    byte[] whole = ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    return Base64.getEncoder().encodeToString(whole);
  }

  static String open(String sealed, String scope, String key) {
    byte[] whole = Base64.getDecoder().decode(sealed);
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    byte[] rest = Arrays.copyOfRange(whole, NONCE_BYTES, whole.length);
    return new String(crypt(Cipher.DECRYPT_MODE, scope, key, nonce, rest), StandardCharsets.UTF_8);
  }

  private static byte[] crypt(int mode, String scope, String key, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode,
          new SecretKeySpec(sha256("seal", scope, key), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the kept answer cannot be opened", e);
    }
  }

  private static byte[] sha256(String purpose, String scope, String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : new String[] {purpose, scope, key}) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
