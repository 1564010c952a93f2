package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.account.Signup;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.config.StartException;
import com.plurence.gateway.config.StoreConfig;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.StoreSecret;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file of the embedded database. */
final class EmbeddedStoreTest {
  private final Vertx vertx = Vertx.vertx();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @Test
  void whatWasKeptIsThereAfterARestart() {
    Signup signup = signup("kept@example.com");
    Database before = done(Database.open(vertx, url()));
    done(new SqlAccountStore(before, new KeyChanges(before)).open(signup));
    done(before.close());

    Database after = done(Database.open(vertx, url()));

    assertThat(done(new SqlAccountStore(after, new KeyChanges(after)).find(tenant(signup))))
        .contains(signup.account());
    done(after.close());
  }

  @Test
  void whatIsAskedOfAClosedStoreFails() {
    Database database = done(Database.open(vertx, url()));
    done(database.close());

    assertThat(failure(database.transact(sql -> 1))).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  @Test
  void aFileInUseIsSaidToBe() throws IOException {
    Path file = directory.resolve("store.mv.db");

    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> done(Database.open(vertx, url())))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("another gateway may be using it");
    }
  }

  @Test
  void nobodyElseMayReadTheFile() throws IOException {
    Path file = directory.resolve("made/store");

    Database opened = done(Database.open(vertx, new Secret("h2:" + file)));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file.resolveSibling("store.mv.db"))))
        .isEqualTo("rw-------");
    done(opened.close());
  }

  @Test
  void aSecretIsMadeBesideTheFileForItsOwnerAloneAndFoundAgain() throws IOException {
    StoreConfig config = new StoreConfig(url(), Secret.NONE, 1);

    byte[] made = done(StoreSecret.find(vertx, config));
    byte[] found = done(StoreSecret.find(vertx, config));

    Path file = directory.resolve("store.secret");
    assertThat(found).isEqualTo(made).hasSizeGreaterThanOrEqualTo(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.writeString(file, "cut off");
    assertThatThrownBy(() -> done(StoreSecret.find(vertx, config)))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("store.secret");
  }

  @Test
  void gatewaysOfOneServerFindTheSameSecret() {
    StoreConfig here = new StoreConfig(new Secret("postgresql://a:p@here/d"), Secret.NONE, 1);
    StoreConfig there = new StoreConfig(new Secret("postgresql://a:p@there/d"), Secret.NONE, 1);
    StoreConfig told = new StoreConfig(here.url(), new Secret("s".repeat(32)), 1);

    byte[] ofPassword = done(StoreSecret.find(vertx, here));

    assertThat(done(StoreSecret.find(vertx, there))).isEqualTo(ofPassword);
    assertThat(done(StoreSecret.find(vertx, told))).asString().isEqualTo("s".repeat(32));
  }

  private Secret url() {
    return new Secret("h2:" + directory.resolve("store"));
  }
}
