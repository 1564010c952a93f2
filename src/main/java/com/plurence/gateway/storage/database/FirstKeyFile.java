package com.plurence.gateway.storage.database;

import com.plurence.gateway.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that shows the API key of the first start to the operator, and to nobody else. */
public final class FirstKeyFile {
  private static final String NAME = "first-api-key";

  private FirstKeyFile() {}

  /**
   * Writes {@code key}, and the end of the line, to a file for its owner alone: beside an embedded
   * store, or in the working directory if the store is a server or in memory. What an earlier store
   * left there is replaced.
   *
   * @param storeUrl the setting {@code store.url}
   * @return where it lies, as an absolute path; fails with an IOException if it can't be written
   */
  public static Future<Path> write(Vertx vertx, Secret storeUrl, Secret key) {
    return vertx.executeBlocking(() -> write(storeUrl, key));
  }

  private static Path write(Secret storeUrl, Secret key) throws IOException {
    Path directory = StoreUrl.parse(storeUrl).file().map(Path::getParent).orElse(Path.of(""));
    Path file = directory.resolve(NAME).toAbsolutePath().normalize();
    Files.deleteIfExists(file);
    Files.createFile(file, StoreUrl.permissions(file, "rw-------"));
    return Files.writeString(file, key.reveal() + "\n");
  }
}
