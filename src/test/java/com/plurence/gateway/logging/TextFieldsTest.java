package com.plurence.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.event.KeyValuePair;

/** What clients and providers say must not look like what the gateway says. */
final class TextFieldsTest {
  private final LoggingEvent event = new LoggingEvent();

  static List<Arguments> values() {
    return List.of(
        arguments("demo-chat", "demo-chat"),
        arguments("two words", "\"two words\""),
        arguments("a\nERROR b", "\"a\\nERROR b\""),
        arguments("a\r\tb", "\"a\\r\\tb\""),
        arguments("\u001b[31mred", "\"\\u{1b}[31mred\""),
        arguments("a\u0085b\u2028c", "\"a\\u{85}b\\u{2028}c\""),
        arguments("\u202eoops", "\"\\u{202e}oops\""),
        arguments("x\" status=200 \\", "\"x\\\" status=200 \\\\\""),
        arguments("status=200", "\"status=200\""),
        arguments("Grüße 😀", "\"Grüße 😀\""),
        arguments("\ud800lonely", "\"\\u{d800}lonely\""),
        arguments("", "\"\""));
  }

  @ParameterizedTest
  @MethodSource("values")
  void showsNothingThatEndsALineOrSteersATerminal(String value, String shown) {
    event.setLoggerContext(new LoggerContext());
    event.addKeyValuePair(new KeyValuePair("model", value));

    assertThat(new TextFields().convert(event)).isEqualTo(" model=" + shown);
  }
}
