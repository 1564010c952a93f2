package com.plurence.gateway.cli;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line.
 *
 * @param config the file to read instead of the one that the environment or the default names
 * @param check whether only to say what would be started
 * @param help whether only to say what can be said
 */
public record Arguments(Optional<Path> config, boolean check, boolean help) {
  static final String USAGE =
      "usage: java -jar plurence-gateway.jar [--config FILE] [--check] [--help]\n"
          + "       java -jar plurence-gateway.jar projects|keys|accounts list|create|delete ...";

  /** What {@code --help} says. */
  public static final String HELP =
      USAGE
          + """


          --config FILE   the configuration; else PLURENCE_CONFIG, else conf/gateway.yaml
          --check         says what would be started, or every mistake in the configuration (status 2)
          projects, keys, accounts
                          commands for the operator of a running gateway; keys --help tells all of them

          environment variables
            PLURENCE_CONFIG               the configuration file
            PLURENCE_LOG                  text or json; text on a terminal, else json
            PLURENCE_JWT_SECRET           signs access tokens, 32 bytes or more; else made and kept in the store
            PLURENCE_BOOTSTRAP_API_KEY    of an empty store: the first API key, plr_(live|test)_[A-Za-z0-9]{28,}
            PLURENCE_BOOTSTRAP_EMAIL      of an empty store: the owner's e-mail address, together with
            PLURENCE_BOOTSTRAP_PASSWORD   the owner's password, 8 characters or more
            PLURENCE_MANAGEMENT_URL       of commands: the management listener
            PLURENCE_EMAIL, PLURENCE_PASSWORD, or PLURENCE_TOKEN
                                          of commands: who signs in
            PLURENCE_NEW_PASSWORD         of accounts create: the password of the new owner
          and whatever the configuration names as ${NAME}.\
          """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a text for the user when it can't be understood
   */
  public static Arguments parse(String[] args) {
    Optional<Path> config = Optional.empty();
    boolean check = false;
    boolean help = false;
    Iterator<String> words = List.of(args).iterator();
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "--check" -> check = true;
        case "--help" -> help = true;
        case "--config" -> {
          if (!words.hasNext()) {
            throw new IllegalArgumentException("--config needs a file\n" + USAGE);
          }
          config = Optional.of(Path.of(words.next()));
        }
        default -> throw new IllegalArgumentException("unknown argument '" + word + "'\n" + USAGE);
      }
    }
    return new Arguments(config, check, help);
  }
}
