package com.plurence.gateway.acceptance.inference;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.plurence.gateway.demo.DemoJournal;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.Contract;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final String RESPONSES = "/v1/responses";

  private static Vertx vertx;
  private static GatewayUnderTest gateway;
  private static final Map<HttpVersion, VersionedClient> CLIENTS = new EnumMap<>(HttpVersion.class);

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    gateway = GatewayUnderTest.startWithDemoModels("limits_http: { headers: 1MiB }");
    for (HttpVersion version : List.of(HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)) {
      CLIENTS.put(version, VersionedClient.of(vertx, gateway.port(), version));
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
    done(vertx.close());
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
    for (VersionedClient client : CLIENTS.values()) {
      Answer answer = client.post(path, body, Map.of("x-demo-latency", "1"));

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.header("x-plurence-target")).isEqualTo("demo/upstream-1");
      assertThat(last().path()).isEqualTo(path);
      assertThat(last().body().toString()).isEqualTo(body.replace("m1", "upstream-1"));
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
    Answer answer = http1().post("/v1/images/generations", body, Map.of());

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
    contract(http1().post(path, body == null ? "" : body, Map.of()), expected);
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
        client(version)
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
    Answer answer = http1().post(path, body("m3"), scripted("[1,2,3]", type));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(answer.text()).isEqualTo("[1,2,3]");
  }

  @Test
  void aTextMayBeEmptyAndSoundMayNot() {
    Answer text = http1().post("/v1/audio/transcriptions", body("m4"), scripted("", "text/plain"));
    Answer sound = http1().post(SPEECH, body("m5"), scripted("", "audio/mpeg"));

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
        http1().post(path, body("m6"), scripted("what", type)), ErrorCode.UPSTREAM_CONTENT_TYPE);
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void soundThatBreaksOffDoesNotEndAsIfItWereWhole(HttpVersion version) {
    Map<String, String> cut =
        scripted(new byte[100_000], "audio/mpeg", "x-demo-fault", "cut", "x-demo-split", "5000");

    assertThatThrownBy(() -> client(version).post(SPEECH, body("m7"), cut))
        .isInstanceOf(VertxException.class);
  }

  /** Before the first byte everything can still fail over. */
  @Test
  void aProviderThatFailsIsAskedAgain() {
    Map<String, String> twice =
        Map.of("x-demo-status", "503", "x-demo-times", "2", "x-demo-id", "speech");

    Answer answer = http1().post(SPEECH, body("m8"), twice);

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
            contract(http1().post(SPEECH, body("m9"), refused), ErrorCode.PROVIDER_REJECTED_FIELDS))
        .contains("\"field\":\"voice\"");
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aStreamOfResponsesEndsWithTheEventThatSaysSo(HttpVersion version) {
    Answer answer = client(version).post(RESPONSES, streamed("m10"), Map.of("x-demo-latency", "1"));

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

    Answer answer = http1().post(RESPONSES, streamed("m11"), scripted(events, "text/event-stream"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text())
        .startsWith("event: " + first)
        .contains("event: error\ndata: {\"error_id\":\"" + expected.id() + "\"")
        .doesNotContain("[DONE]");
  }

  @Test
  void aResponseThatFailsBeforeItHasContentIsAnErrorWithAStatus() {
    String events =
        "data: {\"type\":\"response.created\",\"response\":{\"error\":null}}\n\n"
            + "data: {\"type\":\"response.failed\",\"response\":{\"error\":"
            + "{\"code\":\"rate_limit_exceeded\",\"message\":\"slow down\"}}}\n\n";

    contract(
        http1().post(RESPONSES, streamed("m12"), scripted(events, "text/event-stream")),
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

    Answer answer = http1().post(path, streamed("m13"), scripted(events, "text/event-stream"));

    assertThat(answer.text()).isEqualTo(events);
  }

  @Test
  void completionsStreamAsChatsDo() {
    Answer answer = http1().post("/v1/completions", streamed("m14"), Map.of());
    assertThat(last().body().toString()).contains("\"include_usage\":true");

    String chunk =
        "data: {\"choices\":[{\"index\":0,\"text\":\"Hi\",\"finish_reason\":\"stop\"}]}\n\n";
    Answer scripted =
        http1()
            .post(
                "/v1/completions",
                streamed("m14"),
                scripted(chunk + "data: [DONE]\n\n", "text/event-stream"));

    assertThat(answer.text()).contains("\"text\":\"Hello\"").endsWith("data: [DONE]\n\n");
    assertThat(answer.text()).doesNotContain("usage");
    assertThat(scripted.text()).isEqualTo(chunk + "data: [DONE]\n\n");
  }

  private static VersionedClient http1() {
    return client(HttpVersion.HTTP_1_1);
  }

  private static VersionedClient client(HttpVersion version) {
    return Objects.requireNonNull(CLIENTS.get(version));
  }

  private static String body(String model) {
    return "{\"model\":\"%s\",\"input\":\"Hi\"}".formatted(model);
  }

  private static String streamed(String model) {
    return "{\"model\":\"%s\",\"input\":\"Hi\",\"stream\":true}".formatted(model);
  }

  private static Map<String, String> scripted(String body, String type) {
    return scripted(body.getBytes(StandardCharsets.UTF_8), type);
  }

  private static Map<String, String> scripted(byte[] body, String type, String... more) {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-demo-body", Base64.getEncoder().encodeToString(body));
    headers.put("x-demo-content-type", type);
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  private static String contract(Answer answer, ErrorCode expected) {
    Contract.isError(
        answer.status(), name -> Optional.ofNullable(answer.headers().get(name)), answer.text());
    assertThat(answer.text()).contains("\"error_id\":\"" + expected.id() + "\"");
    return answer.text();
  }

  private static DemoJournal.Seen last() {
    List<DemoJournal.Seen> seen = gateway.demo().journal().seen();
    return seen.get(seen.size() - 1);
  }
}
