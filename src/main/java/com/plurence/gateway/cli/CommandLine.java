package com.plurence.gateway.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command such as {@code keys create --project default --name ci}, taken apart.
 *
 * @param name what is to be done, such as {@code keys create}
 * @param options by name, in the order they were given
 */
record CommandLine(String name, Map<String, List<String>> options) {
  static final String USAGE =
      """
      usage: projects list
             projects create --name NAME [--slug SLUG]
             projects delete --project SLUG_OR_ID
             keys list   --project SLUG_OR_ID
             keys create --project SLUG_OR_ID --name NAME [--expires-at TIME]
                         [--model MODEL]... [--endpoint PATH]...
             keys delete --project SLUG_OR_ID --key ID
             accounts list
             accounts create --owner EMAIL [--name ACCOUNT_NAME] [--sign-in password|issuer]
             accounts delete --account ID

      --url URL       the management listener; else PLURENCE_MANAGEMENT_URL, else http://127.0.0.1:8081
      --email EMAIL   who signs in; else PLURENCE_EMAIL. The password is read from PLURENCE_PASSWORD.
                      PLURENCE_TOKEN, an access token, takes the place of both.

      Accounts are for an operator: the owner of the first account, or whoever auth.operators names.
      The owner of a new account gets the password in PLURENCE_NEW_PASSWORD, or one that is made up
      and printed this once behind the id; none with --sign-in issuer.\
      """;

  private static final Set<String> FOR_ALL = Set.of("url", "email");
  private static final Map<String, Takes> COMMANDS =
      Map.of(
          "projects list", new Takes(Set.of(), Set.of()),
          "projects create", new Takes(Set.of("name"), Set.of("slug")),
          "projects delete", new Takes(Set.of("project"), Set.of()),
          "keys list", new Takes(Set.of("project"), Set.of()),
          "keys create",
              new Takes(Set.of("project", "name"), Set.of("expires-at", "model", "endpoint")),
          "keys delete", new Takes(Set.of("project", "key"), Set.of()),
          "accounts list", new Takes(Set.of(), Set.of()),
          "accounts create", new Takes(Set.of("owner"), Set.of("name", "sign-in")),
          "accounts delete", new Takes(Set.of("account"), Set.of()));

  /** The options that a command must have, and those that it may have. */
  private record Takes(Set<String> required, Set<String> optional) {
    boolean knows(String option) {
      return required.contains(option) || optional.contains(option) || FOR_ALL.contains(option);
    }
  }

  /**
   * Takes {@code words} apart.
   *
   * @throws IllegalArgumentException with the usage when they are no command
   */
  static CommandLine parse(List<String> words) {
    String name = String.join(" ", words.subList(0, Math.min(2, words.size())));
    Takes takes = COMMANDS.get(name);
    if (takes == null) {
      throw mistake("there is no command '" + name + "'");
    }
    Map<String, List<String>> options = new HashMap<>();
    for (int i = 2; i < words.size(); i += 2) {
      String word = words.get(i);
      String option = word.startsWith("--") ? word.substring(2) : "";
      if (!takes.knows(option)) {
        throw mistake("unknown option " + word);
      }
      if (i + 1 == words.size()) {
        throw mistake(word + " needs a value");
      }
      options.computeIfAbsent(option, first -> new ArrayList<>()).add(words.get(i + 1));
    }
    takes.required().stream()
        .sorted()
        .filter(option -> !options.containsKey(option))
        .findFirst()
        .ifPresent(
            missing -> {
              throw mistake("--" + missing + " is missing");
            });
    return new CommandLine(name, options);
  }

  private static IllegalArgumentException mistake(String text) {
    return new IllegalArgumentException(text + "\n" + USAGE);
  }

  /** The value of an option without which there is no such command. */
  String required(String option) {
    return optional(option).orElseThrow();
  }

  /** The last value of an option. */
  Optional<String> optional(String option) {
    List<String> values = all(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  /** All values of an option that may be repeated. */
  List<String> all(String option) {
    return options.getOrDefault(option, List.of());
  }
}
