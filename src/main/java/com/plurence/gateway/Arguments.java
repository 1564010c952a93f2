package com.plurence.gateway;

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
record Arguments(Optional<Path> config, boolean check, boolean help) {
  static final String USAGE =
      "usage: java -jar plurence-gateway.jar [--config FILE] [--check] [--help]\n"
          + "       java -jar plurence-gateway.jar projects|keys ...";

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException with a text for the user when it can't be understood
   */
  static Arguments parse(String[] args) {
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
