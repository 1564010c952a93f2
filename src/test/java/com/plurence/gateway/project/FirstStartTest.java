package com.plurence.gateway.project;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.management.IdSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FirstStartTest {
  private static final String KEY = "plr_live_abcdefghijklmnopqrstuvwxyz012345";

  private final Vertx vertx = Vertx.vertx();
  private final Passwords passwords = new Passwords(vertx);
  private final InMemoryStore store = new InMemoryStore();
  private final InstantSource clock = InstantSource.system();
  private final FirstStart firstStart =
      new FirstStart(store, passwords, new IdSource(clock), clock);

  @AfterEach
  void close() {
    done(passwords.close());
    done(vertx.close());
  }

  @Test
  void anEmptyStoreGetsARandomKeyThatIsToldOnce() {
    Optional<Secret> first = done(firstStart.begin(Bootstrap.from(Map.of())));
    Optional<Secret> second = done(firstStart.begin(Bootstrap.from(Map.of())));

    assertThat(first.orElseThrow().reveal()).matches("plr_live_[A-Za-z0-9]{43}");
    assertThat(second).isEmpty();
    assertThat(store.fillings).hasSize(1);
    assertThat(store.fillings.get(0).keyHash()).isEqualTo(KeyHash.of(first.get().reveal()));
    assertThat(store.fillings.get(0).project().slug()).isEqualTo("default");
    assertThat(store.fillings.get(0).owner()).isNull();
  }

  @Test
  void theEnvironmentChoosesTheKeyAndTheOwner() {
    Bootstrap wishes =
        Bootstrap.from(
            Map.of(
                "PLURENCE_BOOTSTRAP_API_KEY", KEY,
                "PLURENCE_BOOTSTRAP_EMAIL", "Owner@Example.com",
                "PLURENCE_BOOTSTRAP_PASSWORD", "correct horse"));

    Optional<Secret> told = done(firstStart.begin(wishes));

    FirstStart.Foundation filled = store.fillings.get(0);
    assertThat(told).isEmpty();
    assertThat(filled.keyHash()).isEqualTo(KeyHash.of(KEY));
    assertThat(Optional.ofNullable(filled.owner()))
        .hasValueSatisfying(
            owner -> {
              assertThat(owner.principal().email()).isEqualTo("owner@example.com");
              assertThat(owner.passwordHash()).startsWith("$argon2id$");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "PLURENCE_BOOTSTRAP_API_KEY, plr_live_tooshort",
    "PLURENCE_BOOTSTRAP_API_KEY, sk-abcdefghijklmnopqrstuvwxyz0123456789",
    "PLURENCE_BOOTSTRAP_EMAIL, owner@example.com",
    "PLURENCE_BOOTSTRAP_PASSWORD, sesame-sesame",
  })
  void wishesThatCannotBeGrantedAreRefusedByName(String variable, String value) {
    assertThatThrownBy(() -> Bootstrap.from(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(variable)
        .hasMessageNotContaining("sesame-sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "PLURENCE_BOOTSTRAP_PASSWORD, owner@example.com, sesame",
    "PLURENCE_BOOTSTRAP_PASSWORD, owner@example.com, '        '",
    "PLURENCE_BOOTSTRAP_PASSWORD, owner@example.com, 'sesame\tsesame'",
    "PLURENCE_BOOTSTRAP_EMAIL, owner, sesame-sesame",
    "PLURENCE_BOOTSTRAP_EMAIL, 'the owner@example.com', sesame-sesame",
  })
  void theOwnerMustBeSuchAsCouldSignUp(String variable, String email, String password) {
    Map<String, String> environment =
        Map.of("PLURENCE_BOOTSTRAP_EMAIL", email, "PLURENCE_BOOTSTRAP_PASSWORD", password);

    assertThatThrownBy(() -> Bootstrap.from(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(variable + " must ")
        .hasMessageNotContaining("sesame");
  }

  private static final class InMemoryStore implements FirstStartStore {
    private final List<FirstStart.Foundation> fillings = new ArrayList<>();

    @Override
    public Future<Boolean> isEmpty() {
      return Future.succeededFuture(fillings.isEmpty());
    }

    @Override
    public Future<Boolean> fill(FirstStart.Foundation foundation) {
      return Future.succeededFuture(fillings.add(foundation));
    }
  }
}
