package com.plurence.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class FirstTranslationsTest {
  @Test
  void everyPairOfDialectsTakesThem() {
    assertThatCode(Dialects.TRANSLATIONS::warmUp).doesNotThrowAnyException();
  }
}
