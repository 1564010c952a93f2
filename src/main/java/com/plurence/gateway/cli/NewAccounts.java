package com.plurence.gateway.cli;

import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code accounts create}: an account for somebody else. */
final class NewAccounts {
  private static final String PASSWORD = "PLURENCE_NEW_PASSWORD";

  /** Nothing that looks like something else when it is read to somebody. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 20;

  private NewAccounts() {}

  /**
   * Makes the account.
   *
   * @return its id; a tab and the owner's password behind it if that was made up here
   * @throws IllegalArgumentException when the command cannot be understood
   */
  static String create(Management api, CommandLine command, Map<String, String> environment) {
    String signIn = command.optional("sign-in").orElse("password");
    if (!signIn.equals("password") && !signIn.equals("issuer")) {
      throw new IllegalArgumentException("--sign-in must be password or issuer");
    }
    JsonObject body = new JsonObject().put("email", command.required("owner"));
    command.optional("name").ifPresent(name -> body.put("account_name", name));
    String given = environment.getOrDefault(PASSWORD, "");
    boolean madeUp = signIn.equals("password") && given.isEmpty();
    String password = madeUp ? password() : given;
    if (signIn.equals("password")) {
      body.put("password", password);
    }
    String id = api.create("/v1/accounts", body).getJsonObject("account").getString("id");
    return madeUp ? id + '\t' + password : id;
  }

  private static String password() {
    return new SecureRandom()
        .ints(LENGTH, 0, LETTERS.length())
        .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
        .collect(Collectors.joining());
  }
}
