package com.plurence.gateway.account.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the usual text form, {@code $argon2id$v=19$m=19456,t=2,p=1$SALT$HASH}. Takes some 50
 * ms of processor time and 19 MiB of memory, so never on an event loop: see {@link Passwords}.
 */
final class PasswordHash {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final String PARAMETERS =
      "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES;
  private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

  private PasswordHash() {}

  /** The hash of {@code password} with a salt of its own. */
  static String of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] hash = argon2id(password, salt);
    return PARAMETERS + '$' + ENCODER.encodeToString(salt) + '$' + ENCODER.encodeToString(hash);
  }

  /** Whether {@code encoded}, made by {@link #of}, is the hash of {@code password}. */
  static boolean matches(String password, String encoded) {
    String[] parts = encoded.split("\\$", -1);
    if (parts.length != 6 || !encoded.startsWith(PARAMETERS + '$')) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(parts[4]);
    byte[] expected = Base64.getDecoder().decode(parts[5]);
    return MessageDigest.isEqual(argon2id(password, salt), expected);
  }

  private static byte[] argon2id(String password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] hash = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
