package com.plurence.gateway.account;

import com.plurence.gateway.account.password.PasswordRule;
import com.plurence.gateway.management.Fields;

/**
 * What a body says of an account to be opened and of its owner.
 *
 * @param email as it is kept
 * @param password empty: none was asked for
 * @param name of the owner
 */
record SignupFields(String email, String password, String name, String accountName) {
  static final int LONGEST_NAME = 200;

  /** Reads them; what is wrong is left in {@code fields}. */
  static SignupFields read(Fields fields, boolean withPassword) {
    String email = email(fields);
    String password =
        withPassword ? fields.text("password", PasswordRule.SHORTEST, PasswordRule.LONGEST) : "";
    String name = fields.optionalText("name", LONGEST_NAME).orElse(nameOf(email));
    String accountName = fields.optionalText("account_name", LONGEST_NAME).orElse(name);
    return new SignupFields(email, password, name, accountName);
  }

  /** What somebody is called who has only an e-mail address. */
  static String nameOf(String email) {
    return email.substring(0, Math.min(email.length(), LONGEST_NAME));
  }

  private static String email(Fields fields) {
    String email = EmailAddress.normalized(fields.text("email", EmailAddress.LONGEST));
    if (!email.isEmpty()) {
      EmailAddress.mistake(email).ifPresent(mistake -> fields.violation("email", mistake));
    }
    return email;
  }
}
