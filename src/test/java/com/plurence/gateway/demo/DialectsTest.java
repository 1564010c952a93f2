package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.junit5.VertxTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake provider as Anthropic, as Google, and as the Responses API. */
@VertxTest
final class DialectsTest {
  private static final String MESSAGES = "/v1/messages";
  private static final String RESPONSES = "/v1/responses";
  private static final String GENERATE = "/v1beta/models/g:generateContent";
  private static final String STREAM = "/v1beta/models/g:streamGenerateContent?alt=sse";

  private static final String TO_ANTHROPIC =
      """
      {"model":"c","max_tokens":9,"stream":%s,"messages":[{"role":"user","content":"Hi"}]}\
      """;
  private static final String TO_GOOGLE =
      """
      {"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}\
      """;
  private static final String TO_RESPONSES =
      """
      {"model":"r","stream":%s,"input":"Hi"}\
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private DemoProvider demo;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    MESSAGES + ", /content/0/text, /usage/output_tokens",
    GENERATE + ", /candidates/0/content/parts/0/text, /usageMetadata/candidatesTokenCount",
    RESPONSES + ", /output/0/content/0/text, /usage/output_tokens"
  })
  void answersInTheDialectOfItsPath(String path, String words, String tokens) throws Exception {
    JsonObject answer = new JsonObject(post(path, body(path, false)).body());

    assertThat(at(answer, words)).asString().startsWith("Hello from demo").endsWith("You said: Hi");
    assertThat(at(answer, tokens)).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    MESSAGES + ", event: message_start, message_stop",
    STREAM + ", data: {\"candidates\", \"finishReason\":\"STOP\"",
    RESPONSES + ", event: response.created, response.completed"
  })
  void streamsInTheDialectOfItsPath(String path, String beginning, String end) throws Exception {
    String[] script = {"x-demo-chunks", "2", "x-demo-pings", "1"};
    String stream = post(path, body(path, true), script).body();

    assertThat(stream.replaceFirst("(?s)^(: ping|event: ping.*?)\n\n", "")).startsWith(beginning);
    assertThat(stream).contains("\"1 \"", "\"2 \"").contains(end);
  }

  @ParameterizedTest
  @CsvSource({
    MESSAGES + ", \"type\":\"overloaded_error\"",
    GENERATE + ", \"status\":\"UNAVAILABLE\"",
    RESPONSES + ", \"type\":\"server_error\""
  })
  void failsInTheWordsOfTheDialect(String path, String words) throws Exception {
    HttpResponse<String> answer = post(path, body(path, false), "x-demo-status", "503");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    MESSAGES + ", event: error",
    STREAM + ", data: {\"error\":",
    RESPONSES + ", event: response.failed"
  })
  void failsInTheMiddleOfAStream(String path, String event) throws Exception {
    String stream =
        post(path, body(path, true), "x-demo-fault", "error-event", "x-demo-fault-after", "1")
            .body();

    assertThat(stream).contains("Hello").contains("\n\n" + event).doesNotContain("finishReason");
  }

  @ParameterizedTest
  @CsvSource({MESSAGES + ", message_stop", STREAM + ", finishReason"})
  void leavesOutTheMarkOfTheEnd(String path, String mark) throws Exception {
    assertThat(post(path, body(path, true), "x-demo-fault", "no-done").body())
        .contains("Hello")
        .doesNotContain(mark);
  }

  @Test
  void knowsItsOwnSignatureOnly() throws Exception {
    String thought =
        """
        {"model":"c","max_tokens":9,"thinking":{"type":"adaptive"},"messages":[
          {"role":"user","content":"Hi"},
          {"role":"assistant","content":[{"type":"thinking","thinking":"Let me think.","signature":"%s"}]},
          {"role":"user","content":"And?"}]}\
        """;
    JsonObject first = new JsonObject(post(MESSAGES, thought.formatted("wrong")).body());
    JsonObject answer =
        new JsonObject(
            post(
                    MESSAGES,
                    TO_ANTHROPIC
                        .formatted("false")
                        .replace("{\"model\"", "{\"thinking\":{\"type\":\"adaptive\"},\"model\""))
                .body());
    String signature = (String) at(answer, "/content/0/signature");

    assertThat(at(first, "/error/message")).asString().contains("Invalid `signature`");
    assertThat(post(MESSAGES, thought.formatted(signature)).statusCode()).isEqualTo(200);
  }

  @Test
  void wantsTheSignatureOfACallBack() throws Exception {
    String called =
        """
        {"contents":[{"role":"user","parts":[{"text":"Hi"}]},
          {"role":"model","parts":[{"functionCall":{"name":"f","args":{}}%s}]},
          {"role":"user","parts":[{"functionResponse":{"name":"f","response":{"output":""}}}]}]}\
        """;

    assertThat(post(GENERATE, called.formatted("")).body()).contains("thought_signature");
    assertThat(
            post(
                    GENERATE,
                    called.formatted(",\"thoughtSignature\":\"skip_thought_signature_validator\""))
                .statusCode())
        .isEqualTo(200);
  }

  /** One call after the other, as the results come; then words. */
  @Test
  void playsATaskThatThePromptTells() throws Exception {
    String task =
        """
        {"model":"c","max_tokens":9,"tools":[{"name":"Write","input_schema":{"type":"object"}}],"messages":[
          {"role":"user","content":"demo:call Write {\\"path\\":\\"a\\"}\\ndemo:call Write {\\"path\\":\\"b\\"}"}%s]}\
        """;
    String result =
        """
        ,{"role":"assistant","content":[]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"x","content":"ok"}]}\
        """;

    assertThat(at(new JsonObject(post(MESSAGES, task.formatted("")).body()), "/content/0/input"))
        .isEqualTo(new JsonObject().put("path", "a"));
    assertThat(
            at(new JsonObject(post(MESSAGES, task.formatted(result)).body()), "/content/0/input"))
        .isEqualTo(new JsonObject().put("path", "b"));
    assertThat(post(MESSAGES, task.formatted(result + result)).body())
        .contains("\"stop_reason\":\"end_turn\"");
  }

  @Test
  void countsAndEmbeds() throws Exception {
    assertThat(post(MESSAGES + "/count_tokens", TO_ANTHROPIC.formatted("false")).body())
        .contains("\"input_tokens\":");
    assertThat(post("/v1beta/models/g:countTokens", TO_GOOGLE).body()).contains("totalTokens");
    assertThat(
            post(
                    "/v1beta/models/g:batchEmbedContents",
                    "{\"requests\":[{\"content\":{},\"outputDimensionality\":3},{\"content\":{}}]}")
                .body())
        .contains("\"values\":[0.");
  }

  private static String body(String path, boolean stream) {
    return switch (path) {
      case MESSAGES -> TO_ANTHROPIC.formatted(stream);
      case RESPONSES -> TO_RESPONSES.formatted(stream);
      default -> TO_GOOGLE;
    };
  }

  private static Object at(JsonObject json, String pointer) {
    return JsonPointer.from(pointer).queryJson(json);
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + demo.port() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
