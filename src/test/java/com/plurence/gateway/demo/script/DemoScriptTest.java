package com.plurence.gateway.demo.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class DemoScriptTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-demo-latency|soon|0 to 3600000",
        "x-demo-latency|-1|0 to 3600000",
        "x-demo-interval|1.5|whole number",
        "x-demo-chunks|100000001|100000000",
        "x-demo-size|1k|whole number",
        "x-demo-status|199|200 to 599",
        "x-demo-status|600|200 to 599",
        "x-demo-split|0|1 to",
        "x-demo-times|often|whole number",
        "x-demo-pings|x|whole number",
        "x-demo-fault-after|x|whole number",
        "x-demo-fault|none|reset-before-head",
        "x-demo-line|cl|[cr, crlf, lf]",
        "x-demo-space|no|[false, true]",
        "x-demo-comments|1|[false, true]",
        "x-demo-gzip|yes|[false, true]",
        "x-demo-header|Retry-After 1|Name: value",
        "x-demo-body|***|base64",
        "X-Demo-Fualt|reset|is unknown"
      })
  void refusesWhatItCannotDo(String header, String value, String accepted) {
    assertThatThrownBy(() -> DemoScript.of(header, value))
        .isInstanceOf(BadScript.class)
        .hasMessageStartingWith(header.toLowerCase(Locale.ROOT) + " ")
        .hasMessageContaining(accepted);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void knowsEveryFault(Fault fault) {
    assertThat(DemoScript.of("x-demo-fault", fault.headerValue()).fault()).isEqualTo(fault);
  }

  @Test
  void readsHeadersInAnyCase() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("X-DEMO-Status", " 503 ");

    assertThat(DemoScript.isIn(headers)).isTrue();
    assertThat(DemoScript.of(headers).canned().status()).hasValue(503);
  }

  @Test
  void keepsEveryHeaderOfTheResponse() {
    DemoScript script = DemoScript.of("x-demo-header", "a: b: c", "x-demo-header", "a:d");

    assertThat(script.canned().headers())
        .containsExactly(Map.entry("a", "b: c"), Map.entry("a", "d"));
  }

  @Test
  void ignoresOtherHeaders() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("x-demon", "1").add("accept", "*/*");

    assertThat(DemoScript.isIn(headers)).isFalse();
    assertThat(DemoScript.of(headers)).isEqualTo(DemoScript.NORMAL);
  }

  @Test
  void turnsAnEmptyErrorCodeIntoNull() {
    DemoScript script = DemoScript.of("x-demo-status", "404", "x-demo-error-code", "");

    assertThat(script.canned().error().encode()).contains("\"code\":null");
  }
}
