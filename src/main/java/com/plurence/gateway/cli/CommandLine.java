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
 * @param noun what it is about
 * @param verb what is to be done
 * @param options by name, in the order they were given
 */
record CommandLine(String noun, String verb, Map<String, List<String>> options) {
  static final String USAGE =
      """
      usage: projects list
             projects create --name NAME [--slug SLUG]
             projects delete --project SLUG_OR_ID
             keys list   --project SLUG_OR_ID
             keys create --project SLUG_OR_ID --name NAME [--expires-at TIME]
                         [--model MODEL]... [--endpoint PATH]...
             keys delete --project SLUG_OR_ID --key ID

      --url URL       the management listener; else PLURENCE_MANAGEMENT_URL, else http://127.0.0.1:8081
      --email EMAIL   who signs in; else PLURENCE_EMAIL. The password is read from PLURENCE_PASSWORD.
                      PLURENCE_TOKEN, an access token, takes the place of both.""";

  private static final Set<String> OPTIONS =
      Set.of("url", "email", "project", "name", "slug", "expires-at", "model", "endpoint", "key");

  /**
   * Takes {@code words} apart.
   *
   * @throws IllegalArgumentException with the usage when they are no command
   */
  static CommandLine parse(List<String> words) {
    if (words.size() < 2) {
      throw new IllegalArgumentException(USAGE);
    }
    Map<String, List<String>> options = new HashMap<>();
    for (int i = 2; i < words.size(); i += 2) {
      String option = words.get(i);
      if (!option.startsWith("--") || !OPTIONS.contains(option.substring(2))) {
        throw new IllegalArgumentException("unknown option " + option + "\n" + USAGE);
      }
      if (i + 1 == words.size()) {
        throw new IllegalArgumentException(option + " needs a value\n" + USAGE);
      }
      options
          .computeIfAbsent(option.substring(2), first -> new ArrayList<>())
          .add(words.get(i + 1));
    }
    return new CommandLine(words.get(0), words.get(1), options);
  }

  /** The command without its options. */
  String name() {
    return noun + ' ' + verb;
  }

  /** The value of an option that must be there. */
  String required(String option) {
    return optional(option)
        .orElseThrow(() -> new IllegalArgumentException("--" + option + " is missing\n" + USAGE));
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
