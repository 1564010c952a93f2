package com.plurence.gateway.auth;

import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** What an API key looks like: {@code plr_live_} and at least 28 letters and digits. */
public final class ApiKeyFormat {
  private static final Pattern FORM = Pattern.compile("plr_(live|test)_[A-Za-z0-9]{28,200}");
  private static final String START = "plr_live_";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** 256 bits and a little more. */
  private static final int RANDOM_CHARACTERS = 43;

  private static final int SHOWN_CHARACTERS = 4;

  private ApiKeyFormat() {}

  /** A new key; {@code random} must be fit for secrets. */
  public static String next(RandomGenerator random) {
    StringBuilder key = new StringBuilder(START.length() + RANDOM_CHARACTERS).append(START);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  /** Whether {@code text} could be a key at all. */
  public static boolean matches(String text) {
    return FORM.matcher(text).matches();
  }

  /** As much of a key as may be shown, to recognise it by. */
  public static String prefix(String key) {
    return key.substring(0, START.length() + SHOWN_CHARACTERS);
  }
}
