package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.acceptance.inference.PassedEndpoints.body;
import static com.plurence.gateway.acceptance.inference.PassedEndpoints.contract;
import static com.plurence.gateway.acceptance.inference.PassedEndpoints.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints of OpenAI beside chat and embeddings: what passes, and what is still seen to. */
final class PassedEndpointsTest {
  private static final String SPEECH = "/v1/audio/speech";

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
  @ValueSource(
      strings = {
        "/v1/completions",
        "/v1/responses",
        "/v1/rerank",
        "/v1/moderations",
        "/v1/images/generations",
        "/v1/images/edits",
        "/v1/images/variations",
        "/v1/audio/speech",
        "/v1/audio/transcriptions",
        "/v1/audio/translations",
      })
  void aRequestReachesTheSamePathOfTheProviderUnderItsNameOfTheModel(String path) {
    String body = "{\"x\":[1.50e1], \"model\" :\"m1\",\"anything\":{\"Model\":1}}";
    for (VersionedClient client : passed.clients()) {
      Answer answer = client.post(path, body, Map.of("x-demo-latency", "1"));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("x-plurence-target")).isEqualTo("demo/upstream-1");
      assertThat(passed.last().path()).isEqualTo(path);
      assertThat(passed.last().body().toString()).isEqualTo(body.replace("m1", "upstream-1"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                | model is required",
        "{\"model\":1}                     | model must be a string",
        "{\"model\":\"m\",\"Model\":\"m1\"}  | model must not occur in another spelling",
        "{\"model\":\"m\",\"model\":\"m1\"}  | model must not occur twice",
        "{\"model\":\"m\",\"stream\":\"yes\"} | stream must be a boolean",
      })
  void whatIsReadMustBeRight(String body, String violation) {
    Answer answer = passed.http1().post("/v1/images/generations", body, Map.of());

    assertThat(contract(answer, ErrorCode.VALIDATION_FAILED)).contains(violation.split(" ", 2)[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/responses, {\"model\":\"none\"}, MODEL_NOT_FOUND",
    "/v1/audio/speech, , ENTITY_REQUIRED",
    "/v1/moderations, {, MALFORMED_JSON",
    "/v1/files, {}, ROUTE_NOT_FOUND",
    "/v1/batches, {}, ROUTE_NOT_FOUND",
    "/v1/fine_tuning/jobs, {}, ROUTE_NOT_FOUND",
    "/v1/assistants, {}, ROUTE_NOT_FOUND",
    "/v1/realtime/sessions, {}, ROUTE_NOT_FOUND",
    "/v1/responses/resp_1, {}, ROUTE_NOT_FOUND",
    "/v1/responses/resp_1/cancel, {}, ROUTE_NOT_FOUND",
  })
  void whatCannotBeAskedIsSaidInTheContract(String path, String body, ErrorCode expected) {
    contract(passed.http1().post(path, body == null ? "" : body, Map.of()), expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void soundPassesAsItComes(HttpVersion version) {
    byte[] sound = new byte[200_000];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (byte) (i * 31);
    }

    Answer answer =
        passed
            .client(version)
            .post(SPEECH, body("m2"), scripted(sound, "audio/mpeg", "x-demo-split", "10000"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("audio/mpeg");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.body().getBytes()).isEqualTo(sound);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/transcriptions, text/plain; charset=utf-8",
    "/v1/audio/transcriptions, text/vtt",
    "/v1/audio/translations, application/x-subrip",
    "/v1/audio/speech, application/octet-stream",
    "/v1/audio/speech, application/json",
  })
  void aTextOrSoundMayHaveAnyType(String path, String type) {
    Answer answer = passed.http1().post(path, body("m3"), scripted("[1,2,3]", type));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(answer.text()).isEqualTo("[1,2,3]");
  }

  @Test
  void aTextMayBeEmptyAndSoundMayNot() {
    Answer text =
        passed.http1().post("/v1/audio/transcriptions", body("m4"), scripted("", "text/plain"));
    Answer sound = passed.http1().post(SPEECH, body("m5"), scripted("", "audio/mpeg"));

    assertThat(text.status()).isEqualTo(200);
    assertThat(text.body().length()).isZero();
    contract(sound, ErrorCode.UPSTREAM_EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/audio/speech, text/html",
    "/v1/images/generations, text/html",
    "/v1/images/generations, audio/mpeg",
    "/v1/moderations, text/event-stream",
    "/v1/responses, text/plain",
  })
  void whatIsNoResponseToTheOperationIsAnError(String path, String type) {
    contract(
        passed.http1().post(path, body("m6"), scripted("what", type)),
        ErrorCode.UPSTREAM_CONTENT_TYPE);
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void soundThatBreaksOffDoesNotEndAsIfItWereWhole(HttpVersion version) {
    Map<String, String> cut =
        scripted(new byte[100_000], "audio/mpeg", "x-demo-fault", "cut", "x-demo-split", "5000");

    assertThatThrownBy(() -> passed.client(version).post(SPEECH, body("m7"), cut))
        .isInstanceOf(VertxException.class);
  }

  /** Before the first byte everything can still fail over. */
  @Test
  void aProviderThatFailsIsAskedAgain() {
    Map<String, String> twice =
        Map.of("x-demo-status", "503", "x-demo-times", "2", "x-demo-id", "speech");

    Answer answer = passed.http1().post(SPEECH, body("m8"), twice);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("audio/wav");
    assertThat(answer.header("x-plurence-attempts")).isEqualTo("3");
  }

  @Test
  void errorsOfTheProviderSpeakTheContract() {
    Map<String, String> refused =
        Map.of(
            "x-demo-status", "400", "x-demo-error-param", "voice", "x-demo-error-message", "No.");

    assertThat(
            contract(
                passed.http1().post(SPEECH, body("m9"), refused),
                ErrorCode.PROVIDER_REJECTED_FIELDS))
        .contains("\"field\":\"voice\"");
  }
}
