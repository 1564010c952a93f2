package com.plurence.gateway.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.config.yaml.Interpolation.Refused;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InterpolationTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("A", "one", "EMPTY", "", "NESTED", "${A}", "ODD", "$1\\");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      emptyValue = "",
      textBlock =
          """
          plain              | plain
          ${A}               | one
          x${A}y${A}z        | xoneyonez
          ${NONE:-two}       | two
          ${A:-two}          | one
          ${EMPTY:-two}      | two
          <${EMPTY}>         | <>
          <${NONE:-}>        | <>
          ${NONE:-a:-b$c}    | a:-b$c
          ${NESTED}          | ${A}
          ${ODD}             | $1\\
          $${A}              | ${A}
          $$                 | $$
          5$ {A}             | 5$ {A}
          """)
  void variablesAreReplacedOnce(String text, String expected) throws Refused {
    assertThat(Interpolation.apply(text, ENVIRONMENT)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${}", "${A", "${1A}", "${A B}", "${A:=x}", "${A-x}"})
  void whatIsNoVariableIsRefused(String text) {
    assertThatThrownBy(() -> Interpolation.apply(text, ENVIRONMENT))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no variable");
  }
}
