package com.plurence.gateway.dialect.openai.request;

import static com.plurence.gateway.dialect.openai.request.OpenAiRequestScanTest.DEPTH;
import static com.plurence.gateway.dialect.openai.request.OpenAiRequestScanTest.violations;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.ScannedRequest;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a request for embeddings. */
final class EmbeddingsScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "[\"a\",\"b\"]",
        "[1,2,3]",
        "[[1,2],[3]]",
        "[1.0]",
        "[\"\"]",
        "[{\"text\":\"a\"},{\"image\":\"aGk=\"}]",
        "{\"text\":\"a\"}",
        "[1,\"a\",null,{}]",
        "5"
      })
  void acceptsEveryFormOfEmbeddingsInput(String input) {
    RequestScan scan = new OpenAiRequestScan(Operation.EMBEDDINGS, DEPTH);
    scan.feed(Buffer.buffer("{\"model\":\"e\",\"input\":" + input + ",\"dimensions\":5}"));

    ScannedRequest request = scan.finish();

    assertThat(request.model()).isEqualTo("e");
    assertThat(request.inputBytes()).isEqualTo(input.length());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"input\":\"\"     | input must not be empty",
        "\"input\":[]       | input must not be empty",
        "\"input\":null     | input is required",
        "\"encoding_format\":\"hex\" | input is required",
        "\"messages\":null  | input is required",
        "\"messages\":[]    | messages must not be empty",
        "\"input\":\"x\",\"input\":\"y\" | input must not occur twice"
      })
  void namesEveryViolationOfEmbeddings(String fields, String violations) {
    String body = "{\"model\":\"e\"," + fields + "}";

    assertThat(violations(new OpenAiRequestScan(Operation.EMBEDDINGS, DEPTH), body))
        .isEqualTo(violations);
  }

  @Test
  void embedsMessagesInPlaceOfAnInputAndLeavesTheRestToTheProvider() {
    RequestScan scan = new OpenAiRequestScan(Operation.EMBEDDINGS, DEPTH);
    scan.feed(
        Buffer.buffer(
            "{\"model\":\"e\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}],"
                + "\"encoding_format\":\"ubinary\",\"dimensions\":\"all\"}"));

    assertThat(scan.finish().model()).isEqualTo("e");
  }
}
