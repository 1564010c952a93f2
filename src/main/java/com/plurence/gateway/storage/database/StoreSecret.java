package com.plurence.gateway.storage.database;

import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret of all gateways that share a store, which is not in the store: so a copy of the store
 * alone does not give away what is sealed there.
 */
public final class StoreSecret {
  private static final Logger LOG = LoggerFactory.getLogger(StoreSecret.class);

  private static final String ENDING = ".secret";
  private static final int BYTES = 32;
  private static final int SHORTEST = 32;
  private static final int STRETCHED = 200_000;
  private static final byte[] SALT =
      "plurence-gateway store.secret".getBytes(StandardCharsets.UTF_8);

  private StoreSecret() {}

  /**
   * The secret that is configured; else of an embedded store that of the file beside it, which is
   * made if it is not there, and of a server that which all its gateways know: the password.
   *
   * @return fails with a StartException when the file can be neither read nor made
   */
  public static Future<byte[]> find(Vertx vertx, StoreConfig config) {
    if (!config.secret().isEmpty()) {
      return Future.succeededFuture(config.secret().reveal().getBytes(StandardCharsets.UTF_8));
    }
    StoreUrl url = StoreUrl.parse(config.url());
    return vertx.executeBlocking(() -> find(url));
  }

  private static byte[] find(StoreUrl url) {
    if (url.kind() == StoreUrl.Kind.POSTGRES) {
      return stretched(url.password());
    }
    Optional<Path> file = url.beside(ENDING);
    return file.isPresent() ? inFile(file.get()) : random();
  }

  /** A password may be easier to guess than a key, so that each guess is to take its time. */
  private static byte[] stretched(Secret password) {
    if (password.isEmpty()) {
      LOG.atWarn()
          .log(
              "store.secret and the password of store.url are empty: no secret seals kept answers");
    }
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(
              new PBEKeySpec(password.reveal().toCharArray(), SALT, STRETCHED, BYTES * Byte.SIZE))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2", e);
    }
  }

  /** Only one gateway has the store open, so that nobody else makes the file meanwhile. */
  private static byte[] inFile(Path file) {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      byte[] secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
      if (secret.length < SHORTEST) {
        throw new StartException("store.secret: " + file + " has less than 32 characters");
      }
      return secret;
    } catch (IOException e) {
      throw new StartException("store.secret: " + file + " can be neither read nor made", e);
    }
  }

  /** Made under another name, so that it is there as a whole or not at all. */
  private static void make(Path file) throws IOException {
    Path made = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(made);
    Files.createFile(made, StoreUrl.permissions(made, "rw-------"));
    Files.writeString(made, Base64.getEncoder().encodeToString(random()) + System.lineSeparator());
    Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static byte[] random() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return secret;
  }
}
