package com.plurence.gateway.account.password;

import java.util.Optional;

/** What a new password must be, whoever sets it. */
public final class PasswordRule {
  /** Characters of a password, at least. */
  public static final int SHORTEST = 8;

  /** Characters of a password, at most. */
  public static final int LONGEST = 200;

  private PasswordRule() {}

  /** What is wrong with {@code password}, to follow its name; empty: nothing. */
  public static Optional<String> mistake(String password) {
    if (password.isBlank()) {
      return Optional.of("must not be empty");
    }
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      return Optional.of("must be %d to %d characters".formatted(SHORTEST, LONGEST));
    }
    return password.codePoints().anyMatch(PasswordRule::isUnfit)
        ? Optional.of("must not contain control characters")
        : Optional.empty();
  }

  /** The same characters that no field of the API may have. */
  private static boolean isUnfit(int character) {
    return Character.isISOControl(character) || (character >= 0xD800 && character <= 0xDFFF);
  }
}
