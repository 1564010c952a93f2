package com.plurence.gateway.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.config.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreUrlTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@db.example:5433/gw, jdbc:postgresql://db.example:5433/gw, u, p",
    "postgresql://u@db.example/gw, jdbc:postgresql://db.example/gw, u, ''",
    "postgresql://u:p%40ss+word@[::1]:5432/gw, jdbc:postgresql://[::1]:5432/gw, u, p@ss+word",
    "postgresql://u:a:b@h/gw?sslmode=require, jdbc:postgresql://h/gw?sslmode=require, u, a:b",
  })
  void readsWhatPostgresNeeds(String url, String jdbc, String user, String password) {
    StoreUrl read = StoreUrl.parse(new Secret(url));

    assertThat(read)
        .isEqualTo(
            new StoreUrl(
                StoreUrl.Kind.POSTGRES, jdbc, user, new Secret(password), Optional.empty()));
  }

  @Test
  void readsThePathOfTheEmbeddedDatabase() {
    StoreUrl read = StoreUrl.parse(new Secret("h2:./data/plurence"));

    assertThat(read.kind()).isEqualTo(StoreUrl.Kind.H2);
    assertThat(read.jdbc()).startsWith("jdbc:h2:file:/").contains("/data/plurence;MODE=Postgre");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "h2:",
        "h2:./data;INIT=RUNSCRIPT FROM 'x'",
        "mysql://u:sesame@h/db",
        "postgresql://u:sesame@h",
        "postgresql://u:sesame@h/",
        "postgresql:sesame",
        "postgresql://u:ses ame@h/db"
      })
  void refusesAnythingElseWithoutRepeatingThePassword(String url) {
    assertThatThrownBy(() -> StoreUrl.parse(new Secret(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("store.url must be h2:PATH or postgresql://")
        .hasMessageNotContaining("sesame");
  }
}
