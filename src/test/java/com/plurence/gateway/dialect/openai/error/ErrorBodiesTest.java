package com.plurence.gateway.dialect.openai.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.error.FieldError;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodiesTest {

  @Test
  void readsOpenAi() {
    ProviderError error =
        read(
            """
            {"error":{"message":"Unsupported value","type":"invalid_request_error",
             "param":"temperature","code":"unsupported_value"}}\
            """);

    assertThat(error.code()).contains("unsupported_value");
    assertThat(error.type()).contains("invalid_request_error");
    assertThat(error.param()).contains("temperature");
    assertThat(error.fields()).containsExactly(new FieldError("temperature", "Unsupported value"));
    assertThat(error.retryDelay()).isEmpty();
  }

  @Test
  void readsAzuresInnerError() {
    ProviderError error =
        read(
            """
            {"error":{"message":"filtered","type":null,"param":null,"code":"content_filter",
             "innererror":{"code":"ResponsibleAIPolicyViolation"}}}\
            """);

    assertThat(error.code()).contains("content_filter");
    assertThat(error.reason()).contains("ResponsibleAIPolicyViolation");
    assertThat(error.fields()).isEmpty();
  }

  @Test
  void readsFastApi() {
    ProviderError error =
        read(
            """
            {"detail":[{"loc":["body","messages",0,"role"],"msg":"Field required","type":"missing"},
             {"loc":["body"],"msg":"Invalid"},
             {"loc":["query","limit"],"msg":"see /srv/app/main"}]}\
            """);

    assertThat(error.message()).contains("Field required");
    assertThat(error.fields())
        .containsExactly(
            new FieldError("messages[0].role", "Field required"),
            new FieldError("query.limit", "see [removed]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":400,\"message\":\"m\",\"status\":\"INVALID_ARGUMENT\",\"details\":[%s]}}",
        "[{\"error\":{\"code\":400,\"message\":\"m\",\"status\":\"INVALID_ARGUMENT\",\"details\":[%s]}}]"
      })
  void readsGoogleInAnArrayOrNot(String body) {
    String details =
        "{\"@type\":\"ErrorInfo\",\"reason\":\"API_KEY_INVALID\"},"
            + "{\"@type\":\"RetryInfo\",\"retryDelay\":\"34.5s\"},"
            + "{\"fieldViolations\":[{\"field\":\"contents[0]\",\"description\":\"is bad\"}]}";

    ProviderError error = read(body.formatted(details));

    assertThat(error.code()).contains("400");
    assertThat(error.type()).contains("INVALID_ARGUMENT");
    assertThat(error.reason()).contains("API_KEY_INVALID");
    assertThat(error.retryDelay()).contains(Duration.ofMillis(34_500));
    assertThat(error.fields()).containsExactly(new FieldError("contents[0]", "is bad"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"m\"}} | -"
            + " overloaded_error m",
        "{\"object\":\"error\",\"message\":\"m\",\"type\":\"BadRequestError\",\"param\":null,\"code\":400}"
            + " | 400 BadRequestError m",
        "{\"error\":\"m\"}            | - - m",
        "{\"detail\":\"m\"}           | - - m",
        "{\"detail\":{\"message\":\"m\",\"code\":\"c\"}} | c - m",
        "{\"message\":{\"detail\":[{\"loc\":[\"body\",\"x\"],\"msg\":\"m\"}]}} | - - m",
        "{\"message\":\"m\"}          | - - m",
        "{\"error\":{}}               | - - -"
      })
  void readsTheOtherDialects(String body, String words) {
    ProviderError error = read(body);

    assertThat(
            String.join(
                " ",
                error.code().orElse("-"),
                error.type().orElse("-"),
                error.message().orElse("-")))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"34s, PT34S", "0.25s, PT0.25S", "1.123456789s, PT1.123456789S"})
  void readsTheDelayToTheNanosecond(String delay, Duration expected) {
    String body = "{\"error\":{\"details\":[{\"retryDelay\":\"" + delay + "\"}]}}";

    assertThat(read(body).retryDelay()).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1s", "99999999999s", "", "1m"})
  void ignoresADelayItDoesNotUnderstand(String delay) {
    String body = "{\"error\":{\"details\":[{\"retryDelay\":\"" + delay + "\"}]}}";

    assertThat(read(body).retryDelay()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>502 Bad Gateway</html>",
        "{\"error\":{\"mess",
        "null",
        "7",
        "[]",
        "{}",
        "\"no\"",
        "{\"error\":null}",
        "{\"error\":[1]}"
      })
  void findsNoErrorInOtherBodies(String body) {
    assertThat(ErrorBodies.read(Buffer.buffer(body))).isEqualTo(Optional.empty());
  }

  @Test
  void survivesABodyMadeOfBrackets() {
    assertThat(ErrorBodies.read(Buffer.buffer("[".repeat(100_000)))).isEmpty();
  }

  private static ProviderError read(String body) {
    return ErrorBodies.read(Buffer.buffer(body)).orElseThrow();
  }
}
