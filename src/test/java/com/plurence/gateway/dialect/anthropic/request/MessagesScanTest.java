package com.plurence.gateway.dialect.anthropic.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesScanTest {
  private static final String ASKED =
      "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

  @Test
  void findsWhatRoutingAndLimitsNeed() {
    ScannedRequest request =
        scan(
            ASKED.formatted(
                ",\"stream\":true,\"system\":\"Be brief.\",\"tools\":[{\"name\":\"f\"}]"));

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.stream()).isTrue();
    assertThat(request.includeUsage()).isTrue();
    assertThat(request.maxTokens()).hasValue(9);
    assertThat(request.choices()).isEqualTo(1);
    assertThat(request.inputBytes())
        .isEqualTo(
            "[{\"role\":\"user\",\"content\":\"hi\"}]".length()
                + "\"Be brief.\"".length()
                + "[{\"name\":\"f\"}]".length());
    assertThat(request.estimatedInput()).isEqualTo(15);
    assertThat(request.dropped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"stream\":false",
        ",\"stream\":null",
        ",\"temperature\":\"hot\",\"thinking\":5,\"metadata\":[[]],\"tool_choice\":{}",
        ",\"future\":{\"model\":1,\"messages\":{}},\"system\":[{\"type\":5}],\"tools\":\"all\""
      })
  void judgesNothingElse(String members) {
    assertThat(scan(ASKED.formatted(members)).model()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | model is required; max_tokens is required; messages is required",
        "{\"model\":1,\"max_tokens\":\"9\",\"messages\":{},\"stream\":1} | model must be a string;"
            + " max_tokens must be an integer; messages must be an array; stream must be a boolean",
        "{\"model\":\"\",\"max_tokens\":-1,\"messages\":[]} | model must not be empty;"
            + " max_tokens must be at least 0; messages must not be empty",
        "{\"model\":\"m\",\"max_tokens\":1.5,\"messages\":null} | max_tokens must be an integer;"
            + " messages is required",
        "{\"model\":\"m\",\"model\":\"n\",\"max_tokens\":1,\"messages\":[1]} | model must not occur"
            + " twice",
        "[] | $ must be an object"
      })
  void namesEverythingThatIsWrong(String body, String violations) {
    assertThat(violations(Operation.MESSAGES, body)).isEqualTo(violations);
  }

  @Test
  void whatIsOnlyCountedNeedsNoLimitAndIsNoStream() {
    String body = "{\"messages\":[1],\"stream\":true,\"model\":\"m\"}";
    RequestScan scan = MessagesScan.of(Operation.COUNT_TOKENS, 64);
    scan.feed(Buffer.buffer(body));

    assertThat(scan.finish().stream()).isFalse();
    assertThat(violations(Operation.COUNT_TOKENS, "{\"model\":\"m\"}"))
        .isEqualTo("messages is required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' ' | ENTITY_REQUIRED",
        "null | ENTITY_REQUIRED",
        "{\"model\":\"m\" | MALFORMED_JSON",
        "{\"messages\":[[[[[[]]]]]]} | JSON_TOO_DEEP"
      })
  void refusesWhatIsNoRequestAtAll(String body, ErrorCode code) {
    RequestScan scan = MessagesScan.of(Operation.MESSAGES, 5);
    scan.feed(Buffer.buffer(body));

    assertThat(catchThrowableOfType(GatewayException.class, scan::finish).kind()).isEqualTo(code);
  }

  @Test
  void replacesTheNameOfTheOutermostModelAndNothingElse() {
    String body =
        " {\"messages\" : [{\"model\":\"c\",\"content\":[{\"model\":\"c\"}]}],\"metadata\":"
            + "{\"model\":\"c\"},\"mod\\u0065l\" : \"c\" ,\"max_tokens\":1e2 }\n";

    assertThat(sent(body)).isEqualTo(body.replace("l\" : \"c\"", "l\" : \"up\""));
  }

  static String sent(String body) {
    RequestScan scan = MessagesScan.of(Operation.MESSAGES, 64);
    scan.feed(Buffer.buffer(body));
    return scan.finish().rewrite(Body.of(Buffer.buffer(body)), "up", false).joined().toString();
  }

  private static ScannedRequest scan(String body) {
    RequestScan scan = MessagesScan.of(Operation.MESSAGES, 64);
    for (byte one : body.getBytes(UTF_8)) {
      scan.feed(Buffer.buffer(new byte[] {one}));
    }
    return scan.finish();
  }

  private static String violations(Operation operation, String body) {
    RequestScan scan = MessagesScan.of(operation, 64);
    scan.feed(Buffer.buffer(body));
    List<FieldError> details = catchThrowableOfType(GatewayException.class, scan::finish).details();
    return details.stream()
        .map(violation -> violation.field() + " " + violation.message())
        .collect(Collectors.joining("; "));
  }
}
