package com.plurence.gateway.dialect.openai.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.buffer.Buffer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpenAiRequestScanTest {
  static final int DEPTH = 64;
  static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]%s}";

  @Test
  void findsWhatTheGatewayNeedsOfAChat() {
    ScannedRequest request =
        chat(
            CHAT.formatted(
                ",\"stream\":true,\"stream_options\":{\"x\":1,\"include_usage\":true},"
                    + "\"max_tokens\":7,\"max_completion_tokens\":5,\"n\":2,\"tools\":[{}]"));

    assertThat(request.model()).isEqualTo("m");
    assertThat(request.stream()).isTrue();
    assertThat(request.includeUsage()).isTrue();
    assertThat(request.maxTokens()).hasValue(5);
    assertThat(request.choices()).isEqualTo(2);
    assertThat(request.inputBytes())
        .isEqualTo("[{\"role\":\"user\",\"content\":\"hi\"}]".length() + "[{}]".length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "-2.0"})
  void takesNoLimitForNone(String most) {
    ScannedRequest request = chat(CHAT.formatted(",\"n\":0,\"max_tokens\":" + most));

    assertThat(request.maxTokens()).isEmpty();
    assertThat(request.choices()).isEqualTo(1);
  }

  @Test
  void assumesTheDefaultsOfWhatIsAbsent() {
    ScannedRequest request = chat(CHAT.formatted(""));

    assertThat(request.stream()).isFalse();
    assertThat(request.includeUsage()).isFalse();
    assertThat(request.maxTokens()).isEmpty();
    assertThat(request.choices()).isEqualTo(1);
  }

  @Test
  void recognisesNamesWrittenWithEscapes() {
    ScannedRequest request =
        chat(
            "{\"mod\\u0065l\":\"gp\\u0074\","
                + "\"m\\u0065ssages\":[{\"rol\\u0065\":\"us\\u0065r\",\"content\":\"x\"}]}");

    assertThat(request.model()).isEqualTo("gpt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"stream\":null,\"stream_options\":null,\"max_tokens\":null,\"temperature\":null",
        ",\"n\":null,\"stop\":null,\"tools\":null,\"top_p\":null,\"max_completion_tokens\":null",
        ",\"temperature\":0,\"top_p\":1.0,\"stop\":\"x\"",
        ",\"temperature\":2e0,\"stop\":[\"x\",\"y\"],\"stream\":false",
        ",\"max_tokens\":5.0",
        ",\"max_tokens\":1e2",
        ",\"max_tokens\":-1,\"max_completion_tokens\":0,\"n\":0",
        ",\"max_tokens\":123456789012345678901234567890",
        ",\"future_field\":{\"model\":[[1]]},\"user\":5,\"user\":6",
        ",\"stream_options\":{}",
        ",\"tool_choice\":\"auto\",\"tools\":[{\"type\":\"function\"}]"
      })
  void acceptsEveryOptionalField(String further) {
    assertThat(chat(CHAT.formatted(further)).model()).isEqualTo("m");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"role\":\"assistant\"}",
        "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[]}",
        "{\"role\":\"tool\",\"tool_call_id\":\"1\"}",
        "{\"content\":[{\"type\":\"image_url\",\"image_url\":{}}],\"role\":\"user\"}",
        "{\"role\":\"developer\",\"content\":\"\"}",
        "{\"role\":\"function\",\"name\":\"f\",\"content\":\"1\"}"
      })
  void acceptsMessagesOfEveryRole(String message) {
    String body = "{\"model\":\"m\",\"messages\":[" + message + "]}";

    assertThat(chat(body).model()).isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                   | model is required; messages is required",
        "{\"model\":null,\"messages\":null}   | model is required; messages is required",
        "[]                                   | $ must be an object",
        "\"x\"                                | $ must be an object",
        "7                                    | $ must be an object",
        "true                                 | $ must be an object",
        "{\"model\":1,\"messages\":{}}        | model must be a string; messages must be an array",
        "{\"model\":\"\",\"messages\":[]}     | model must not be empty; messages must not be"
            + " empty",
        "{\"model\":{\"a\":1},\"messages\":[1]} | model must be a string; messages[0] must be an"
            + " object",
        "{\"model\":\"m\",\"messages\":[{}]}  | messages[0].role is required",
        "{\"model\":\"m\",\"messages\":[null]} | messages[0] must be an object",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\"},{\"role\":\"user\"}]} |"
            + " messages[1].content is required",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":null}]} |"
            + " messages[0].content is required",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"bot\"}]} | messages[0].role must be one of"
            + " system, developer, user, assistant, tool, function",
        "{\"model\":\"m\",\"messages\":[{\"role\":1}]} | messages[0].role must be one of system,"
            + " developer, user, assistant, tool, function",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":5}]} | messages[0].content"
            + " must be a string or an array of objects",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{},5]}]} |"
            + " messages[0].content[1] must be an object",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"role\":\"tool\"}]} | messages[0].role"
            + " must not occur twice"
      })
  void namesEveryViolationOfAChatsRequiredFields(String body, String violations) {
    assertThat(violations(new OpenAiRequestScan(Operation.CHAT, DEPTH), body))
        .isEqualTo(violations);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"stream\":\"true\"      | stream must be a boolean",
        "\"stream\":1             | stream must be a boolean",
        "\"stream_options\":true  | stream_options must be an object",
        "\"stream_options\":{\"include_usage\":1} | stream_options.include_usage must be a boolean",
        "\"stream_options\":{\"include_usage\":true,\"include_usage\":false} |"
            + " stream_options.include_usage must not occur twice",
        "\"max_tokens\":1.5       | max_tokens must be an integer",
        "\"max_tokens\":\"1\"     | max_tokens must be an integer",
        "\"max_completion_tokens\":[] | max_completion_tokens must be an integer",
        "\"n\":0.5                | n must be an integer",
        "\"temperature\":2.01     | temperature must be a number between 0 and 2",
        "\"temperature\":-1e-9    | temperature must be a number between 0 and 2",
        "\"temperature\":1e999    | temperature must be a number between 0 and 2",
        "\"temperature\":\"hot\"  | temperature must be a number between 0 and 2",
        "\"top_p\":1.5            | top_p must be a number between 0 and 1",
        "\"top_p\":[]             | top_p must be a number between 0 and 1",
        "\"stop\":5               | stop must be a string or an array of strings",
        "\"stop\":[\"a\",5]       | stop[1] must be a string",
        "\"stop\":[null]          | stop[0] must be a string",
        "\"tools\":{}             | tools must be an array",
        "\"tools\":[\"x\"]        | tools[0] must be an object",
        "\"model\":\"n\"          | model must not occur twice",
        "\"mod\\u0065l\":\"n\"    | model must not occur twice",
        "\"stream\":true,\"stream\":false | stream must not occur twice",
        "\"messages\":null        | messages must not occur twice",
        "\"n\":\"\",\"top_p\":2   | n must be an integer; top_p must be a number between 0 and 1"
      })
  void namesEveryViolationOfAChatsFurtherFields(String field, String violations) {
    String body = CHAT.formatted("," + field);

    assertThat(violations(new OpenAiRequestScan(Operation.CHAT, DEPTH), body))
        .isEqualTo(violations);
  }

  /** Others match names without regard to case, and read what the gateway would not have seen. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"Model\":\"x\"            | model",
        "\"MODEL\":\"x\"            | model",
        "\"\\u004dodel\":\"x\"       | model",
        "\"Messages\":[]           | messages",
        "\"me\u017f\u017fage\u017f\":[]  | messages",
        "\"me\\u017fsage\\u017F\":[] | messages",
        "\"\u017ftream\":true       | stream",
        "\"max_to\u212aens\":1      | max_tokens",
        "\"max_completion_to\\u212Aen\u017f\":1 | max_completion_tokens",
        "\"Tools\":[]              | tools",
        "\"Stream_Options\":{}     | stream_options",
        "\"stream_options\":{\"Include_Usage\":true} | stream_options.include_usage",
        "\"stream_options\":{\"include_u\u017fage\":true,\"include_usage\":true} |"
            + " stream_options.include_usage",
        "\"N\":5                   | n",
        "\"Model\":null            | model"
      })
  void refusesAMemberInAnotherSpelling(String fields, String named) {
    assertThat(
            violations(new OpenAiRequestScan(Operation.CHAT, DEPTH), CHAT.formatted("," + fields)))
        .isEqualTo(named + " must not occur in another spelling");
  }

  @Test
  void refusesAMemberInAnotherSpellingWhateverStandsInItsPlace() {
    assertThat(
            violations(
                new OpenAiRequestScan(Operation.CHAT, DEPTH),
                "{\"MODEL\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"a\",\"Role\":\"tool\"},"
                    + "{\"role\":\"assistant\",\"CONTENT\":\"a\"}]}"))
        .isEqualTo(
            "model must not occur in another spelling; "
                + "messages[0].role must not occur in another spelling; "
                + "messages[1].content must not occur in another spelling; model is required");
    assertThat(
            violations(
                new OpenAiRequestScan(Operation.EMBEDDINGS, DEPTH),
                "{\"model\":\"m\",\"input\":\"a\",\"Input\":\"b\",\"mode\u217c\":1}"))
        .isEqualTo("input must not occur in another spelling");
  }

  /** Only what is read must be written as it is read. */
  @Test
  void leavesAloneWhatItDoesNotRead() {
    assertThat(
            chat(CHAT.formatted(
                    ",\"User\":1,\"user\":2,\"tools\":[{\"Model\":1}],\"models\":[],\"mode\":1"))
                .model())
        .isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource({"256, ''", "257, model must not be longer than 256 characters"})
  void limitsTheNameOfTheModel(int length, String violations) {
    String body = CHAT.formatted("").replace("\"m\"", "\"" + "é".repeat(length) + "\"");

    assertThat(violations(new OpenAiRequestScan(Operation.CHAT, DEPTH), body))
        .isEqualTo(violations);
  }

  @Test
  void namesNoMoreThanFiftyViolations() {
    String body = "{\"model\":\"m\",\"messages\":[" + "0,".repeat(999) + "0]}";

    GatewayException failure = failure(new OpenAiRequestScan(Operation.CHAT, DEPTH), body);

    assertThat(failure.details()).hasSize(50);
    assertThat(failure.details().get(49))
        .isEqualTo(new FieldError("messages[49]", "must be an object"));
  }

  private static ScannedRequest chat(String body) {
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, DEPTH);
    scan.feed(Buffer.buffer(body));
    return scan.finish();
  }

  static String violations(RequestScan scan, String body) {
    GatewayException failure = failure(scan, body);
    return failure == null
        ? ""
        : failure.details().stream()
            .map(violation -> violation.field() + " " + violation.message())
            .collect(Collectors.joining("; "));
  }

  static GatewayException failure(RequestScan scan, String body) {
    scan.feed(Buffer.buffer(body));
    return catchThrowableOfType(GatewayException.class, scan::finish);
  }
}
