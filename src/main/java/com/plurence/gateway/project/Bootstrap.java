package com.plurence.gateway.project;

import com.plurence.gateway.account.EmailAddress;
import com.plurence.gateway.account.password.PasswordRule;
import com.plurence.gateway.auth.key.ApiKeyFormat;
import com.plurence.gateway.config.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment wishes an empty store to be given.
 *
 * @param apiKey the API key; empty: a random one
 * @param email what the owner signs in with; empty: there is no owner
 * @param password empty if and only if {@code email} is
 */
public record Bootstrap(Secret apiKey, String email, Secret password) {
  private static final String API_KEY = "PLURENCE_BOOTSTRAP_API_KEY";
  private static final String EMAIL = "PLURENCE_BOOTSTRAP_EMAIL";
  private static final String PASSWORD = "PLURENCE_BOOTSTRAP_PASSWORD";

  /**
   * Reads the three variables.
   *
   * @throws IllegalArgumentException naming the variable that cannot be used
   */
  public static Bootstrap from(Map<String, String> environment) {
    String key = environment.getOrDefault(API_KEY, "");
    String email = environment.getOrDefault(EMAIL, "").strip();
    String password = environment.getOrDefault(PASSWORD, "");
    if (!key.isEmpty() && !ApiKeyFormat.matches(key)) {
      throw new IllegalArgumentException(API_KEY + " must match plr_(live|test)_[A-Za-z0-9]{28,}");
    }
    if (email.isEmpty() != password.isEmpty()) {
      throw new IllegalArgumentException(EMAIL + " and " + PASSWORD + " must be set together");
    }
    if (!email.isEmpty()) {
      require(EMAIL, EmailAddress.mistake(EmailAddress.normalized(email)));
      require(PASSWORD, PasswordRule.mistake(password));
    }
    return new Bootstrap(new Secret(key), email, new Secret(password));
  }

  /** The same rules as for whoever signs up; the value itself is never shown. */
  private static void require(String variable, Optional<String> mistake) {
    mistake.ifPresent(
        text -> {
          throw new IllegalArgumentException(variable + ' ' + text);
        });
  }
}
