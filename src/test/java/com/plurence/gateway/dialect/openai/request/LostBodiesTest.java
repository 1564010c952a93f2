package com.plurence.gateway.dialect.openai.request;

import static com.plurence.gateway.dialect.openai.request.OpenAiRequestScanTest.CHAT;
import static com.plurence.gateway.dialect.openai.request.OpenAiRequestScanTest.DEPTH;
import static com.plurence.gateway.dialect.openai.request.OpenAiRequestScanTest.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of which nothing can be made, whatever stands in them. */
final class LostBodiesTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "  \r\n", "null", " null "})
  void requiresABody(String body) {
    assertThat(failure(new OpenAiRequestScan(Operation.CHAT, DEPTH), body).kind())
        .isEqualTo(ErrorCode.ENTITY_REQUIRED);
  }

  @Test
  void saysWhereABodyIsNotJsonEvenIfItBreaksTheSchemaToo() {
    GatewayException failure =
        failure(new OpenAiRequestScan(Operation.CHAT, DEPTH), "{\"model\":5,}");

    assertThat(failure.kind()).isEqualTo(ErrorCode.MALFORMED_JSON);
    assertThat(failure.clientMessage()).contains("at byte 11");
  }

  @Test
  void refusesABodyThatIsTooDeep() {
    GatewayException failure =
        failure(new OpenAiRequestScan(Operation.CHAT, 3), CHAT.formatted(",\"x\":[[[]]]"));

    assertThat(failure.kind()).isEqualTo(ErrorCode.JSON_TOO_DEEP);
    assertThat(failure.clientMessage()).contains("deeper than 3 levels");
  }

  @Test
  void saysEarlyThatABodyIsLost() {
    RequestScan scan = new OpenAiRequestScan(Operation.CHAT, DEPTH);

    assertThat(scan.feed(Buffer.buffer("{\"model\""))).isTrue();
    assertThat(scan.feed(Buffer.buffer("]"))).isFalse();
  }
}
