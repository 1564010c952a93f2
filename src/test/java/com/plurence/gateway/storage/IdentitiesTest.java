package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;
import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.account.Credential;
import com.plurence.gateway.account.PrincipalStore.Standing;
import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.token.Identity;
import com.plurence.gateway.auth.token.Subject;
import com.plurence.gateway.auth.token.Subject.Person;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.storage.database.Database;
import com.plurence.gateway.storage.database.StoreUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who becomes which principal, in stores of either kind, new ones and those of before. */
final class IdentitiesTest {
  private static final String ISSUER = "https://login.example.com/";

  private final Vertx vertx = Vertx.vertx();

  @TempDir private Path directory;

  @AfterEach
  void close() {
    done(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void whomAnIssuerNamesIsTheSamePrincipalUnderEveryAddress(StoreKind kind) {
    Database database = done(Database.open(vertx, kind.newUrl(directory)));
    Signup ada = opened(database, by(signup("ada@example.com"), "ada", true));
    SqlUserDirectory users = new SqlUserDirectory(database);

    Optional<Caller.User> renamed = done(users.find(person("ada", "countess@example.com", true)));
    Optional<Caller.User> heir = done(users.find(person("eve", "ada@example.com", true)));

    assertThat(renamed).map(Caller.User::tenant).contains(tenant(ada));
    assertThat(heir).isEmpty();
    assertThat(failure(open(database, by(signup("other@example.com"), "ada", true))))
        .isEqualTo(ErrorCode.EMAIL_TAKEN);
    opened(database, by(signup("ada@example.com"), "eve", true));
    done(database.close());
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void aPrincipalIsPassedOnOnceAndOnlyIfItsAddressWasVouchedFor(StoreKind kind) {
    Database database = done(Database.open(vertx, kind.newUrl(directory)));
    Signup stranger = opened(database, signup("stranger@example.com"));
    Signup owner = opened(database, vouched(signup("owner@example.com")));
    SqlUserDirectory users = new SqlUserDirectory(database);

    assertThat(done(users.find(person("s", "stranger@example.com", true)))).isEmpty();
    assertThat(done(users.find(person("o", "owner@example.com", false)))).isEmpty();
    List<Future<Optional<Caller.User>>> race =
        IntStream.range(0, 8)
            .mapToObj(i -> users.find(person("o" + i % 2, "owner@example.com", true)))
            .toList();
    List<Optional<Caller.User>> found = race.stream().map(future -> done(future)).toList();

    assertThat(found).filteredOn(Optional::isPresent).hasSize(4);
    assertThat(found.stream().flatMap(Optional::stream).map(Caller.User::tenant).distinct())
        .containsExactly(tenant(owner));
    SqlPrincipalStore principals = new SqlPrincipalStore(database);
    assertThat(done(principals.credential("owner@example.com")))
        .map(Credential::principal)
        .contains(owner.owner().principal());
    assertThat(done(principals.credential("stranger@example.com")))
        .map(Credential::principal)
        .contains(stranger.owner().principal());
    done(database.close());
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void aStoreOfBeforeIsTakenOver(StoreKind kind) throws Exception {
    Secret url = kind.newUrl(directory);
    fillAsBefore(url);

    Database database = done(Database.open(vertx, url));
    SqlUserDirectory users = new SqlUserDirectory(database);
    SqlPrincipalStore principals = new SqlPrincipalStore(database);

    assertThat(id(done(users.find(person("1", "owner@example.com", true))))).contains("prn_owner");
    assertThat(id(done(users.find(person("2", "known@example.com", true))))).contains("prn_known");
    assertThat(id(done(users.find(person("3", "stranger@example.com", true))))).isEmpty();
    assertThat(done(principals.credential("stranger@example.com")))
        .map(Credential::passwordHash)
        .contains("hash");
    assertThat(done(principals.credential("known@example.com"))).isEmpty();
    assertThat(done(principals.standing("prn_owner"))).map(Standing::inFirstAccount).contains(true);
    assertThat(done(principals.standing("prn_known")))
        .map(Standing::inFirstAccount)
        .contains(false);
    done(database.close());
  }

  /** The first version knew people by their addresses alone. */
  private static void fillAsBefore(Secret setting) throws Exception {
    StoreUrl url = StoreUrl.parse(setting);
    Flyway.configure()
        .dataSource(url.jdbc(), url.user(), url.password().reveal())
        .locations("classpath:db/migration")
        .target("1")
        .load()
        .migrate();
    try (Connection connection =
            DriverManager.getConnection(url.jdbc(), url.user(), url.password().reveal());
        Statement sql = connection.createStatement()) {
      sql.execute("insert into first_start (id, created_at) values (1, 1000)");
      for (String name : List.of("owner", "known", "stranger")) {
        String row =
            "'acc_%1$s', '%1$s', %2$d, 1".formatted(name, name.equals("owner") ? 1000 : 2000);
        sql.execute("insert into account (id, name, created_at, version) values (" + row + ")");
        sql.execute(
            """
            insert into principal
              (id, account_id, email, name, role, password_hash, created_at, version)
            values ('prn_%1$s', 'acc_%1$s', '%1$s@example.com', '%1$s', 'owner', '%2$s', 1000, 1)\
            """
                .formatted(name, name.equals("known") ? "" : "hash"));
      }
    }
  }

  private static Optional<String> id(Optional<Caller.User> user) {
    return user.map(Caller.User::principalId);
  }

  private static Signup opened(Database database, Signup signup) {
    done(open(database, signup));
    return signup;
  }

  private static Future<Void> open(Database database, Signup signup) {
    return new SqlAccountStore(database, new KeyChanges(database)).open(signup);
  }

  private static Signup vouched(Signup signup) {
    return new Signup(signup.account(), signup.owner().vouchedFor(), signup.firstProject());
  }

  private static Signup by(Signup signup, String subject, boolean verified) {
    Credential owner =
        new Credential(
            signup.owner().principal(), Optional.of(new Identity(ISSUER, subject)), "", verified);
    return new Signup(signup.account(), owner, signup.firstProject());
  }

  private static Subject person(String subject, String email, boolean verified) {
    return new Person(new Identity(ISSUER, subject), email, verified);
  }
}
