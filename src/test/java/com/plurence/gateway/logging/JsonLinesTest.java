package com.plurence.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonLinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonLines lines = new JsonLines();

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private JsonNode lineWith(String value) throws IOException {
    lines.begin(0, "INFO", "access", "request");
    lines.add("value", value);
    lines.end();
    return JSON.readTree(lines.take());
  }

  @Test
  void writesOneObjectALine() {
    lines.begin(1_767_225_600_007L, "INFO", "access", "request");
    lines.add("status", 200);
    lines.add("duration_ms", 1.5);
    lines.end();
    lines.begin(1_767_225_600_123L, "WARN", "other", "again");
    lines.end();

    assertThat(text(lines.take()))
        .isEqualTo(
            """
            {"time":"2026-01-01T00:00:00.007Z","level":"INFO","logger":"access","message":"request","status":200,"duration_ms":1.50}
            {"time":"2026-01-01T00:00:00.123Z","level":"WARN","logger":"other","message":"again"}
            """);
  }

  @Test
  void forgetsTheLinesThatWereTaken() {
    lines.begin(0, "INFO", "access", "first");
    lines.end();
    lines.take();

    lines.begin(0, "INFO", "access", "second");
    lines.end();

    assertThat(lines.lines()).isEqualTo(1);
    assertThat(text(lines.take())).contains("second").doesNotContain("first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "say \"hello\" \\ back",
        "two\nlines\r\tand\u0000more\u001f\u007f",
        "ö, 中文 and 🙂",
        "\u2028"
      })
  void textComesBackAsItWas(String value) throws IOException {
    JsonNode line = lineWith(value);

    assertThat(line.get("value").textValue()).isEqualTo(value);
  }

  @Test
  void halfOfAPairBecomesAQuestionMark() throws IOException {
    JsonNode line = lineWith("a\ud83dz\ude00");

    assertThat(line.get("value").textValue()).isEqualTo("a?z?");
  }

  @Test
  void anyTextIsOneLineThatAParserUnderstands() throws IOException {
    Random random = new Random(20261123);
    for (int round = 0; round < 500; round++) {
      String value =
          random
              .ints(random.nextInt(60), 0, 0x3000)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();

      assertThat(lineWith(value).get("value").textValue()).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @CsvSource({"0,0.00", "1.006,1.01", "-2.5,-2.50", "12345.678,12345.68", "0.004,0.00"})
  void fractionsHaveTwoDecimals(double value, String written) {
    lines.begin(0, "INFO", "access", "request");
    lines.add("value", value);
    lines.end();

    assertThat(text(lines.take())).contains("\"value\":" + written + "}");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 7, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void wholeNumbersComeBackAsTheyWere(long value) throws IOException {
    lines.begin(0, "INFO", "access", "request");
    lines.add("value", value);
    lines.end();

    assertThat(JSON.readTree(lines.take()).get("value").longValue()).isEqualTo(value);
  }
}
