package com.plurence.gateway.dialect.translation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallArgumentsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | {} | {}",
        "` \n` | {} | {}",
        "null | {} | {}",
        "{\"city\": \"Oslo\", \"n\": 1.50} | {\"city\":\"Oslo\",\"n\":1.50} |"
            + " {\"city\":\"Oslo\",\"n\":1.50}",
        "[1] | {\"_raw\":\"[1]\"} | [1]",
        "{\"city\":\"Os | {\"_raw\":\"{\\\"city\\\":\\\"Os\"} | {\"city\":\"Os",
        "{} {} | {\"_raw\":\"{} {}\"} | {} {}"
      })
  void areAlwaysAnObjectAndTextThatIsNoneComesBack(String text, String object, String again) {
    assertThat(TranslationJson.text(CallArguments.of(text))).isEqualTo(object);
    assertThat(CallArguments.text(CallArguments.of(text))).isEqualTo(again);
  }
}
