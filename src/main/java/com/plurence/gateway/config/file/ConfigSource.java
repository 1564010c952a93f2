package com.plurence.gateway.config.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration file, and who named it.
 *
 * @param path relative to the working directory
 * @param namedBy how the file came to be chosen
 */
public record ConfigSource(Path path, NamedBy namedBy) {

  /** Who chose the file. */
  public enum NamedBy {
    /** The command line. */
    OPTION("--config"),
    /** The environment. */
    ENVIRONMENT("PLURENCE_CONFIG"),
    /** Nobody: then the file may be missing, and every setting has its default. */
    DEFAULT("default");

    private final String title;

    NamedBy(String title) {
      this.title = title;
    }

    /** What messages call it. */
    public String title() {
      return title;
    }
  }

  /** Where the file is looked for when nobody names one. */
  public static final Path DEFAULT_PATH = Path.of("conf", "gateway.yaml");

  /**
   * Chooses the file: {@code --config}, else {@code PLURENCE_CONFIG}, else {@link #DEFAULT_PATH}.
   *
   * @param option what stands behind {@code --config}
   */
  public static ConfigSource choose(Optional<Path> option, Map<String, String> environment) {
    String named = environment.getOrDefault(NamedBy.ENVIRONMENT.title(), "");
    if (option.isPresent()) {
      return new ConfigSource(option.get(), NamedBy.OPTION);
    }
    return named.isBlank()
        ? new ConfigSource(DEFAULT_PATH, NamedBy.DEFAULT)
        : new ConfigSource(Path.of(named), NamedBy.ENVIRONMENT);
  }

  /** Whether there is no file and need not be one. Blocks for a moment. */
  boolean isLeftOut() {
    return namedBy == NamedBy.DEFAULT && Files.notExists(path);
  }
}
