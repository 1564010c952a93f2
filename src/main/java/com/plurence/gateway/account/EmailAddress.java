package com.plurence.gateway.account;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses as they are kept and compared. */
public final class EmailAddress {
  /** Longer ones cannot be written to (RFC 5321, 4.5.3.1.3). */
  public static final int LONGEST = 254;

  private static final Pattern FORM = Pattern.compile("[^\\s@]+@[^\\s@]+");

  private EmailAddress() {}

  /** The address in the one form in which it is kept. It may be longer than what was typed. */
  public static String normalized(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** What is wrong with an address in its normal form, to follow its name; empty: nothing. */
  public static Optional<String> mistake(String normalized) {
    if (normalized.length() > LONGEST) {
      return Optional.of("must be at most " + LONGEST + " characters in lower case");
    }
    return FORM.matcher(normalized).matches()
        ? Optional.empty()
        : Optional.of("must be an e-mail address");
  }
}
