package com.plurence.gateway.auth.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ApiKeyFormatTest {
  private static final String SECRET = "0123456789abcdefghijklmnOPQR";

  static final List<String> KEYS =
      List.of("plr_live_" + SECRET, "plr_test_" + SECRET, "plr_live_" + "z".repeat(200));

  static final List<String> OTHERS =
      List.of(
          "",
          "plr_live_",
          "plr_live_" + SECRET.substring(1),
          "plr_live_" + "z".repeat(201),
          "plr_prod_" + SECRET,
          "PLR_LIVE_" + SECRET,
          "sk-" + SECRET + SECRET,
          "plr_live_" + SECRET + "-",
          "plr_live_" + SECRET + "é",
          " plr_live_" + SECRET);

  @ParameterizedTest
  @FieldSource("KEYS")
  void knowsAKey(String text) {
    assertThat(ApiKeyFormat.matches(text)).isTrue();
  }

  @ParameterizedTest
  @FieldSource("OTHERS")
  void refusesWhatCannotBeOne(String text) {
    assertThat(ApiKeyFormat.matches(text)).isFalse();
  }

  @Test
  void itsOwnKeysAreKeys() {
    assertThat(ApiKeyFormat.matches(ApiKeyFormat.next(new SecureRandom()))).isTrue();
  }
}
