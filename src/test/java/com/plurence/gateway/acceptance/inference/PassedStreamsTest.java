package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.acceptance.inference.PassedEndpoints.contract;
import static com.plurence.gateway.acceptance.inference.PassedEndpoints.scripted;
import static com.plurence.gateway.acceptance.inference.PassedEndpoints.streamed;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of OpenAI's endpoints beside chat, each with an end of its own. */
final class PassedStreamsTest {
  private static final String RESPONSES = "/v1/responses";

  private static PassedEndpoints passed;

  @BeforeAll
  static void start() {
    passed = PassedEndpoints.start();
  }

  @AfterAll
  static void stop() {
    passed.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aStreamOfResponsesEndsWithTheEventThatSaysSo(HttpVersion version) {
    Answer answer =
        passed.client(version).post(RESPONSES, streamed("m10"), Map.of("x-demo-latency", "1"));

    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.text())
        .contains("event: response.created\n", "event: response.output_text.delta\n")
        .contains("event: response.completed\n")
        .doesNotContain("[DONE]", "event: error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "response.output_text.delta | | STREAM_ENDED_EARLY",
        "response.output_text.delta |"
            + " {\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"x\"}}}"
            + " | STREAM_PROVIDER_ERROR",
        "response.output_text.delta | {\"type\":\"error\",\"code\":\"x\",\"message\":\"y\"} |"
            + " STREAM_PROVIDER_ERROR",
        "response.output_text.delta | {] | STREAM_MALFORMED",
      })
  void aStreamOfResponsesThatIsNotWholeEndsInAnErrorEvent(
      String first, String second, ErrorCode expected) {
    String events =
        "event: %s\ndata: {\"type\":\"%s\",\"delta\":\"a\"}\n\n".formatted(first, first)
            + (second == null ? "" : "data: " + second + "\n\n");

    Answer answer =
        passed.http1().post(RESPONSES, streamed("m11"), scripted(events, "text/event-stream"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .startsWith("event: " + first)
        .contains("event: response.failed\ndata: {\"error_id\":\"" + expected.id() + "\"")
        .doesNotContain("[DONE]");
  }

  @Test
  void aResponseThatFailsBeforeItHasContentIsAnErrorWithAStatus() {
    String events =
        "data: {\"type\":\"response.created\",\"response\":{\"error\":null}}\n\n"
            + "data: {\"type\":\"response.failed\",\"response\":{\"error\":"
            + "{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}}}\n\n";

    contract(
        passed.http1().post(RESPONSES, streamed("m12"), scripted(events, "text/event-stream")),
        ErrorCode.PROVIDER_RATE_LIMITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/images/generations", "/v1/audio/speech", "/v1/audio/transcriptions"})
  void otherEventsEndWithTheBody(String path) {
    String events =
        """
        event: part
        data: {"type":"part","b64":"aGk="}

        event: all
        data: {"type":"all","usage":{"input_tokens":3}}

        """;

    Answer answer =
        passed.http1().post(path, streamed("m13"), scripted(events, "text/event-stream"));

    assertThat(answer.text()).isEqualTo(events);
  }

  @Test
  void completionsStreamAsChatsDo() {
    Answer answer = passed.http1().post("/v1/completions", streamed("m14"), Map.of());
    assertThat(passed.last().body().toString()).contains("\"include_usage\":true");

    String chunk =
        "data: {\"choices\":[{\"index\":0,\"text\":\"Hi\",\"finish_reason\":\"stop\"}]}\n\n";
    Answer scripted =
        passed
            .http1()
            .post(
                "/v1/completions",
                streamed("m14"),
                scripted(chunk + "data: [DONE]\n\n", "text/event-stream"));

    assertThat(answer.text()).contains("\"text\":\"Hello\"").endsWith("data: [DONE]\n\n");
    assertThat(answer.text()).doesNotContain("usage");
    assertThat(scripted.text()).isEqualTo(chunk + "data: [DONE]\n\n");
  }
}
