package com.plurence.gateway.storage.database;

import com.plurence.gateway.config.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * The setting {@code store.url}, taken apart for JDBC.
 *
 * @param jdbc holds neither user nor password
 * @param file if it is one
 */
public record StoreUrl(Kind kind, String jdbc, String user, Secret password, Optional<Path> file) {
  private static final String H2 = "h2:";
  private static final String H2_MEMORY = "h2:mem";
  private static final String H2_SUFFIX = ".mv.db";
  private static final String POSTGRES = "postgresql:";

  /**
   * The same SQL as PostgreSQL. Without a write delay a commit is in the file, and safe from a
   * kill, before it is answered; the gateway itself closes the file when it stops.
   */
  private static final String H2_OPTIONS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
          + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  /** Which database it is. */
  public enum Kind {
    H2,
    POSTGRES
  }

  /**
   * Reads {@code h2:PATH}, {@code h2:mem} for a store that lives as long as the process, or {@code
   * postgresql://user:password@host:port/database?option=value}.
   *
   * @throws IllegalArgumentException saying what is accepted, without the password
   */
  public static StoreUrl parse(Secret url) {
    String text = url.reveal();
    if (text.equals(H2_MEMORY)) {
      String name = UUID.randomUUID().toString();
      return h2("mem:" + name + ";DB_CLOSE_DELAY=-1", Optional.empty());
    }
    if (text.startsWith(H2) && text.length() > H2.length() && !text.contains(";")) {
      Path file = Path.of(text.substring(H2.length())).toAbsolutePath().normalize();
      return h2("file:" + file, Optional.of(Path.of(file + H2_SUFFIX)));
    }
    if (text.startsWith(POSTGRES)) {
      return postgres(text);
    }
    throw refused();
  }

  private static StoreUrl h2(String database, Optional<Path> file) {
    return new StoreUrl(Kind.H2, "jdbc:h2:" + database + H2_OPTIONS, "sa", Secret.NONE, file);
  }

  /** Whether the store lives in this process alone, and as long as it. */
  boolean isInMemory() {
    return kind == Kind.H2 && file.isEmpty();
  }

  /**
   * Makes the file, and its directory, unless they are there already: for their owner alone, as
   * what signs tokens is kept there.
   */
  void makeFile() throws IOException {
    if (file.isPresent() && !Files.exists(file.get())) {
      Path directory = file.get().getParent();
      if (directory != null && !Files.exists(directory)) {
        Files.createDirectories(directory, permissions(directory, "rwx------"));
      }
      Files.createFile(file.get(), permissions(file.get(), "rw-------"));
    }
  }

  /** The file of that ending beside the store's own, if that is a file. */
  Optional<Path> beside(String ending) {
    return file.map(
        store ->
            store.resolveSibling(store.getFileName().toString().replace(H2_SUFFIX, "") + ending));
  }

  static FileAttribute<?>[] permissions(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static StoreUrl postgres(String text) {
    try {
      URI uri = new URI(text);
      String path = uri.getRawPath();
      if (uri.getHost() == null || path == null || path.length() < 2) {
        throw refused();
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String[] login = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
      return new StoreUrl(
          Kind.POSTGRES,
          "jdbc:postgresql://" + uri.getHost() + port + path + options,
          decode(login[0]),
          login.length > 1 ? new Secret(decode(login[1])) : Secret.NONE,
          Optional.empty());
    } catch (URISyntaxException e) {
      // The exception's message repeats the URL, and with it the password.
      throw refused();
    }
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException refused() {
    return new IllegalArgumentException(
        "store.url must be h2:PATH or postgresql://user:password@host:port/database");
  }
}
