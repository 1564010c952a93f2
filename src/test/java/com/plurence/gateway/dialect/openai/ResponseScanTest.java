package com.plurence.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ResponseFacts;
import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.record.TokenUsage;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseScanTest {
  private static final String ANSWER =
      """
      {"id":"1","object":"chat.completion","choices":[
        {"index":0,"message":{"role":"assistant","content":"{\\"usage\\":1}"},"finish_reason":null},
        {"index":1,"message":{"role":"assistant","content":"x"},"finish_reason":"length"},
        {"index":2,"finish_reason":"stop"}],
       "usage":{"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,
        "prompt_tokens_details":{"cached_tokens":4},
        "completion_tokens_details":{"reasoning_tokens":5}}}
      """;

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void findsUsageAndTheFirstReasonToFinishWhereverTheAnswerIsCut(int pieceSize) {
    ResponseFacts facts = scan(ANSWER, pieceSize);

    assertThat(facts.wellFormed()).isTrue();
    assertThat(facts.error()).isEmpty();
    assertThat(facts.usage()).contains(TokenUsage.ofWholes(10, 4, 0, 20, 5));
    assertThat(facts.finishReason()).contains("length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}} | 7, 0, 7",
        "{\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2.0}} | 7, 2, 9",
        "{\"usage\":{\"prompt_tokens\":\"7\",\"completion_tokens\":-2,\"prompt_tokens_details\":null}}"
            + " | 0, 0, 0",
        "{\"usage\":{\"prompt_tokens\":1e30}} | 9223372036854775807, 0, 9223372036854775807"
      })
  void readsUsageAsFarAsItIsThere(String answer, String tokens) {
    TokenUsage usage = scan(answer, 1000).usage().orElseThrow();

    assertThat(usage.input() + ", " + usage.output() + ", " + usage.total()).isEqualTo(tokens);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"usage\":null}",
        "{\"usage\":5}",
        "{\"data\":[{\"usage\":{\"prompt_tokens\":1}}]}",
        "[]"
      })
  void findsNoUsageWhereThereIsNone(String answer) {
    ResponseFacts facts = scan(answer, 1000);

    assertThat(facts.wellFormed()).isTrue();
    assertThat(facts.usage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{\"choices\":[", "<html>", "{\"a\":1}}", "{\"usage\":{}"})
  void knowsAnAnswerThatIsMalformed(String answer) {
    assertThat(scan(answer, 3).wellFormed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"param\":\"p\",\"code\":\"c\"}} | c t no p",
        "{\"error\":{\"message\":\"no\",\"type\":null,\"param\":null,\"code\":429}}  | 429 - no -",
        "{\"error\":{\"message\":\"no\",\"status\":\"UNAVAILABLE\",\"code\":503}} | 503 UNAVAILABLE"
            + " no -",
        "{\"error\":\"no\"} | - - no -",
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"no\"}} | -"
            + " overloaded_error no -",
        "{\"object\":\"error\",\"message\":\"no\",\"type\":\"t\",\"param\":null,\"code\":404} | 404"
            + " t no -",
        "{\"choices\":[],\"error\":{\"code\":{\"a\":1},\"message\":\"no\"}} | - - no -"
      })
  void findsTheErrorInAnAnswerThatCameAsSuccess(String answer, String words) {
    ProviderError error = scan(answer, 5).error().orElseThrow();

    assertThat(
            String.join(
                " ",
                error.code().orElse("-"),
                error.type().orElse("-"),
                error.message().orElse("-"),
                error.param().orElse("-")))
        .isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"choices\":[{}]} | true",
        "{\"choices\":[]} | false",
        "{\"object\":\"chat.completion\",\"choices\":[]} | true",
        "{\"object\":\"chat.completion\",\"choices\":null} | false",
        "{\"object\":\"chat.completion\"} | false"
      })
  void takesAnEmptyListOfChoicesFromACompletionAlone(String answer, boolean response) {
    assertThat(scan(answer, 1000).answers()).isEqualTo(response);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"error\":null}", "{\"error\":{}}", "{\"error\":\"\"}", "{\"error\":false}"})
  void takesAnEmptyErrorForNone(String answer) {
    assertThat(scan(answer, 1000).error()).isEmpty();
  }

  @Test
  void namesTheFieldAtFaultInWordsFitForClients() {
    String answer = "{\"error\":{\"message\":\"bad, see https://x.y/z\",\"param\":\"top_p\"}}";

    ProviderError error = scan(answer, 1000).error().orElseThrow();

    assertThat(error.fields()).containsExactly(new FieldError("top_p", "bad, see [removed]"));
    assertThat(error.clientMessage()).isEqualTo("bad, see [removed]");
  }

  private static ResponseFacts scan(String answer, int pieceSize) {
    ResponseScan scan = new ResponseScan(Operation.CHAT);
    Buffer all = Buffer.buffer(answer);
    for (int at = 0; at < all.length(); at += pieceSize) {
      scan.feed(all.slice(at, Math.min(all.length(), at + pieceSize)));
    }
    return scan.finish();
  }
}
