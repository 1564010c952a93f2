package com.plurence.gateway.auth.key;

import java.util.random.RandomGenerator;

/** What an API key looks like: {@code plr_live_} and at least 28 letters and digits. */
public final class ApiKeyFormat {
  private static final String START = "plr_live_";
  private static final String START_OF_TEST = "plr_test_";
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /** 256 bits and a little more. */
  private static final int RANDOM_CHARACTERS = 43;

  private static final int SHOWN_CHARACTERS = 4;

  private static final int FEWEST_CHARACTERS = 28;
  private static final int MOST_CHARACTERS = 200;

  private ApiKeyFormat() {}

  /** A new key; {@code random} must be fit for secrets. */
  public static String next(RandomGenerator random) {
    StringBuilder key = new StringBuilder(START.length() + RANDOM_CHARACTERS).append(START);
    for (int i = 0; i < RANDOM_CHARACTERS; i++) {
      key.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return key.toString();
  }

  /**
   * Whether {@code text} could be a key at all: {@code plr_(live|test)_[A-Za-z0-9]{28,200}},
   * without what a regular expression costs on every request.
   */
  public static boolean matches(String text) {
    int secret = text.length() - START.length();
    if (secret < FEWEST_CHARACTERS || secret > MOST_CHARACTERS) {
      return false;
    }
    if (!text.startsWith(START) && !text.startsWith(START_OF_TEST)) {
      return false;
    }
    for (int i = START.length(); i < text.length(); i++) {
      if (!isLetterOrDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** As much of a key as may be shown, to recognise it by. */
  public static String prefix(String key) {
    return key.substring(0, START.length() + SHOWN_CHARACTERS);
  }
}
