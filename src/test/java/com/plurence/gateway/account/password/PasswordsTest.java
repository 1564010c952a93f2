package com.plurence.gateway.account.password;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private final Vertx vertx = Vertx.vertx();
  private final Passwords passwords = new Passwords(vertx);

  @AfterEach
  void close() {
    done(passwords.close());
    done(vertx.close());
  }

  @Test
  void aPasswordMatchesItsOwnHashOnly() {
    String hash = done(passwords.hash("correct horse"));

    assertThat(done(passwords.matches("correct horse", hash))).isTrue();
    assertThat(done(passwords.matches("wrong horse", hash))).isFalse();
    assertThat(done(passwords.matches("", ""))).isFalse();
  }

  @Test
  void hashesAreSaltedAndSayHowTheyWereMade() {
    String one = done(passwords.hash("same"));
    String two = done(passwords.hash("same"));

    assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(two);
  }

  @Test
  void textThatIsNoHashMatchesNothing() {
    assertThat(PasswordHash.matches("password", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA")).isFalse();
    assertThat(PasswordHash.matches("password", "password")).isFalse();
  }

  @Test
  void tooManyAtOnceAreTurnedAwayInsteadOfQueued() {
    List<Future<String>> many =
        IntStream.range(0, 80).mapToObj(i -> passwords.hash("password " + i)).toList();

    done(Future.join(many).otherwiseEmpty());
    assertThat(many.stream().filter(Future::succeeded)).hasSizeGreaterThanOrEqualTo(64);
    assertThat(many.stream().filter(Future::failed).map(Future::cause))
        .isNotEmpty()
        .allSatisfy(
            failure -> {
              assertThat(((GatewayException) failure).kind()).isEqualTo(ErrorCode.SIGNIN_THROTTLED);
              assertThat(((GatewayException) failure).retryAfter()).isPresent();
            });
  }
}
