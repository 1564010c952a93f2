package com.plurence.gateway.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file with a certificate or a private key, as it was when the configuration was read, so that a
 * configuration is taken with the files of its time, and one with other files is another one.
 *
 * @param content of the file; a key is a secret
 */
public record Pem(Path file, Secret content) {
  /** Reads {@code file}; empty if it can't be read. Blocks. */
  public static Optional<Pem> read(Path file) {
    try {
      return Optional.of(new Pem(file, new Secret(Files.readString(file))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** What stands in the file. */
  public String text() {
    return content.reveal();
  }
}
