package com.plurence.gateway.dialect.translation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.RequestField;
import com.plurence.gateway.dialect.vocabulary.request.RequestObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TranslationJsonTest {
  @Test
  void halfACharacterStaysHalfACharacter() throws MalformedAnswer {
    String cut = "{\"text\":\"so \\uD83D\"}";

    byte[] written = TranslationJson.write(TranslationJson.read(cut));

    assertThat(new String(written, UTF_8)).isEqualTo(cut);
  }

  @ParameterizedTest
  @CsvSource({
    "5,5",
    "5.0,5",
    "5e1,50",
    "1e-999999999,",
    "1e999999999,",
    "1.5,",
    "\"5\",",
    "9e18,9000000000000000000"
  })
  void aWholeNumberHasSeveralForms(String json, Long value) throws MalformedAnswer {
    Findings findings = new Findings();
    ObjectNode node = (ObjectNode) TranslationJson.read("{\"n\":" + json + "}");

    assertThat(new RequestObject("", node, findings).integer("n").map(RequestField::value))
        .isEqualTo(Optional.ofNullable(value));
    assertThat(findings.wrong().isEmpty()).isEqualTo(value != null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e99999999999", "[-1E-9999999991]", "nonsense", " "})
  void whatCannotBeReadIsMalformedAndNothingElse(String json) {
    assertThatExceptionOfType(MalformedAnswer.class).isThrownBy(() -> TranslationJson.read(json));
  }
}
