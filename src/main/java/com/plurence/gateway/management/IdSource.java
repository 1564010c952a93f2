package com.plurence.gateway.management;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes ids such as {@code proj_01k9qv...}: a prefix that names the kind, 48 bits of milliseconds
 * and 80 random bits in Crockford's base 32, so that ids sort by the time they were made and cannot
 * be guessed. Safe on any thread.
 */
public final class IdSource {
  private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;

  private final InstantSource clock;
  private final RandomGenerator random;

  /** Ids with the time of {@code clock}. */
  public IdSource(InstantSource clock) {
    this(clock, new SecureRandom());
  }

  IdSource(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new id: {@code prefix}, an underscore, 26 digits and lower-case letters. */
  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix.length() + 1 + TIME_DIGITS + RANDOM_DIGITS);
    id.append(prefix).append('_');
    appendDigits(id, clock.millis(), TIME_DIGITS);
    appendDigits(id, random.nextLong(), RANDOM_DIGITS / 2);
    appendDigits(id, random.nextLong(), RANDOM_DIGITS / 2);
    return id.toString();
  }

  private static void appendDigits(StringBuilder id, long bits, int digits) {
    for (int shift = (digits - 1) * 5; shift >= 0; shift -= 5) {
      id.append(ALPHABET[(int) (bits >>> shift) & 31]);
    }
  }
}
