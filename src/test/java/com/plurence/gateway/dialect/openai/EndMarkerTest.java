package com.plurence.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EndMarkerTest {
  @ParameterizedTest
  @CsvSource({
    "'[DONE]', true",
    "'  [DONE] \t ', true",
    "'\n[DONE]\r\n', true",
    "'\"[DONE]\"', false",
    "'[DONE', false",
    "'[DONE] no', false",
    "'[done]', false",
    "'[DONE]]', false",
    "'', false",
    "' ', false"
  })
  void onlyTheExactTerminalMarkerIsOne(String data, boolean expected) {
    byte[] bytes = ("x" + data + "x").getBytes(StandardCharsets.UTF_8);

    assertThat(EndMarker.is(bytes, 1, bytes.length - 1)).isEqualTo(expected);
  }

  @Test
  void writesTheMarkerAsOneEvent() {
    assertThat(EndMarker.event().toString()).isEqualTo("data: [DONE]\n\n");
  }
}
