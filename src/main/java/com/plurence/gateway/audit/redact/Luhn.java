package com.plurence.gateway.audit.redact;

/** Tells numbers of payment cards from others. */
final class Luhn {
  private Luhn() {}

  /** Whether the digits of {@code text} are right by the check digit behind them. */
  static boolean holds(CharSequence text) {
    int sum = 0;
    boolean twice = false;
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = text.charAt(i) - '0';
      if (digit >= 0 && digit <= 9) {
        int value = twice ? 2 * digit : digit;
        sum += value > 9 ? value - 9 : value;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }
}
