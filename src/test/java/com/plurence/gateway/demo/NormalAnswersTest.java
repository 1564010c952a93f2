package com.plurence.gateway.demo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@VertxTest
final class NormalAnswersTest {
  private static final String CHAT = "/chat/completions";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private DemoProvider demo;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    demo = DemoProvider.start(vertx, "demo", 0).await(5, SECONDS);
  }

  @Test
  void completesAChatAndQuotesTheLastUserMessage() throws Exception {
    HttpResponse<String> answer =
        post(
            CHAT,
            """
            {"model":"gpt \\"4\\"","tools":[{"type":"function"}],"tool_choice":"auto",
             "messages":[{"role":"user","content":"first"},{"content":"a \\"b\\" \\u00e9\\n€","role":"user"},
                         {"role":"assistant","content":"last"}]}
            """);

    JsonObject completion = new JsonObject(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).contains("application/json");
    assertThat(completion.getString("object")).isEqualTo("chat.completion");
    assertThat(completion.getString("id")).startsWith("chatcmpl-demo");
    assertThat(completion.getString("model")).isEqualTo("gpt \"4\"");
    assertThat(completion.getLong("created")).isPositive();
    JsonObject choice = completion.getJsonArray("choices").getJsonObject(0);
    assertThat(choice.getString("finish_reason")).isEqualTo("stop");
    assertThat(choice.getJsonObject("message").getString("role")).isEqualTo("assistant");
    assertThat(choice.getJsonObject("message").getString("content"))
        .startsWith("Hello from demo")
        .endsWith("You said: a \"b\" é\n€");
    JsonObject usage = completion.getJsonObject("usage");
    assertThat(usage.getInteger("total_tokens"))
        .isEqualTo(usage.getInteger("prompt_tokens") + usage.getInteger("completion_tokens"));
  }

  @Test
  void streamsRoleThenWordsThenReasonThenUsageThenDone() throws Exception {
    HttpResponse<String> answer =
        post(
            CHAT,
            """
            {"model":"m","stream":true,"stream_options":{"include_usage":true},
             "messages":[{"role":"user","content":[{"type":"text","text":"Hi there"}]}]}
            """);

    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/event-stream");
    List<String> events = new ArrayList<>(List.of(answer.body().split("\n\n")));
    assertThat(events.remove(events.size() - 1)).isEqualTo("data: [DONE]");
    List<JsonObject> chunks =
        events.stream().map(event -> new JsonObject(event.substring("data: ".length()))).toList();
    assertThat(chunks)
        .allSatisfy(
            chunk -> assertThat(chunk.getString("object")).isEqualTo("chat.completion.chunk"));
    assertThat(delta(chunks.get(0)).getString("role")).isEqualTo("assistant");
    assertThat(
            chunks.subList(1, chunks.size() - 2).stream().map(c -> delta(c).getString("content")))
        .hasSizeGreaterThan(5)
        .endsWith("You ", "said: ", "Hi ", "there");
    assertThat(choice(chunks.get(chunks.size() - 2)).getString("finish_reason")).isEqualTo("stop");
    assertThat(chunks.get(chunks.size() - 1).getJsonArray("choices")).isEmpty();
    assertThat(chunks.get(chunks.size() - 1).getJsonObject("usage").getInteger("completion_tokens"))
        .isEqualTo(chunks.size() - 3);
  }

  @Test
  void leavesUsageOutOfAStreamThatDidNotAskForIt() throws Exception {
    HttpResponse<String> answer = post(CHAT, "{\"model\":\"m\",\"stream\":true,\"messages\":[]}");

    assertThat(answer.body()).doesNotContain("usage").endsWith("data: [DONE]\n\n");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void saysTheSameBytesToTheSameRequest(boolean stream) throws Exception {
    String request =
        "{\"model\":\"m\",\"stream\":"
            + stream
            + ",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";

    String first = post(CHAT, request).body();
    String second = post(CHAT, request).body();
    String scripted = post(CHAT, request, "x-demo-times", "1").body();

    assertThat(second).isEqualTo(first);
    assertThat(scripted).isEqualTo(first);
  }

  @Test
  void embedsInBothEncodingsWithTheSameNumbers() throws Exception {
    String request = "{\"model\":\"e\",\"input\":[\"a\",\"b\"],\"dimensions\":3%s}";

    JsonObject floats = new JsonObject(post("/embeddings", request.formatted("")).body());
    JsonObject base64 =
        new JsonObject(
            post("/embeddings", request.formatted(",\"encoding_format\":\"base64\"")).body());

    assertThat(floats.getJsonArray("data")).hasSize(2);
    assertThat(vector(floats, 0)).hasSize(3).isNotEqualTo(vector(floats, 1));
    ByteBuffer bytes =
        ByteBuffer.wrap(
                Base64.getDecoder()
                    .decode(base64.getJsonArray("data").getJsonObject(1).getString("embedding")))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 3; i++) {
      assertThat(bytes.getFloat()).isEqualTo(vector(floats, 1).getFloat(i));
    }
  }

  /** All vectors that one request may ask for would fill a small heap. */
  @Test
  void sendsManyVectorsOneAfterTheOther() throws Exception {
    String inputs = IntStream.range(0, 50).mapToObj(i -> "\"" + i + "\"").collect(joining(","));

    HttpResponse<String> answer =
        post("/embeddings", "{\"model\":\"e\",\"input\":[%s]}".formatted(inputs));

    JsonObject json = new JsonObject(answer.body());
    assertThat(answer.headers().firstValue("content-length")).isEmpty();
    assertThat(json.getJsonArray("data")).hasSize(50);
    assertThat(vector(json, 49)).hasSize(1536).isNotEqualTo(vector(json, 0));
    assertThat(json.getJsonObject("usage").getInteger("total_tokens")).isPositive();
  }

  @Test
  void nullDimensionsAreTheUsualOnes() throws Exception {
    String request = "{\"model\":\"e\",\"input\":\"a\"%s}";

    JsonObject usual = new JsonObject(post("/embeddings", request.formatted("")).body());
    JsonObject unsaid =
        new JsonObject(post("/embeddings", request.formatted(",\"dimensions\":null")).body());

    assertThat(vector(unsaid, 0)).isEqualTo(vector(usual, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'text'|1", "[\"a\",\"b\"]|2", "[1,2,3]|1", "[[1,2],[3]]|2"})
  void embedsEveryKindOfInput(String input, int vectors) throws Exception {
    String json = input.startsWith("[") ? input : "\"" + input + "\"";

    JsonObject answer =
        new JsonObject(post("/embeddings", "{\"model\":\"e\",\"input\":" + json + "}").body());

    assertThat(answer.getJsonArray("data")).hasSize(vectors);
    assertThat(vector(answer, 0)).hasSize(1536);
  }

  @Test
  void listsModelsAndKnowsAnyOther() throws Exception {
    JsonObject list = new JsonObject(get("/models").body());
    JsonObject one = new JsonObject(get("/models/org%2Fmodel").body());

    assertThat(list.getString("object")).isEqualTo("list");
    assertThat(list.getJsonArray("data")).isNotEmpty();
    assertThat(one.getString("id")).isEqualTo("org/model");
    assertThat(one.getString("object")).isEqualTo("model");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST|/chat/completions|{\"model\":\"unknown-1\",\"messages\":[]}|404|model_not_found",
        "POST|/embeddings|{\"model\":\"unknown-1\",\"input\":\"a\"}|404|model_not_found",
        "GET|/models/unknown-1||404|model_not_found",
        "POST|/chat/completions|{\"messages\":[]}|400|invalid_value",
        "POST|/chat/completions|{\"model\":\"m\"}|400|invalid_value",
        "POST|/chat/completions|{\"model\":|400|",
        "POST|/chat/completions||400|",
        "POST|/embeddings|[]|400|invalid_value",
        "POST|/embeddings|{\"model\":\"m\",\"input\":\"a\",\"dimensions\":0}|400|invalid_value",
        "GET|/chat/completions||405|method_not_supported",
        "POST|/models|{}|405|method_not_supported",
        "GET|/other||404|unknown_url"
      })
  void refusesAsOpenAiDoes(String method, String path, String body, int status, String code)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body == null ? "" : body);

    JsonObject error = new JsonObject(answer.body()).getJsonObject("error");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(error.getString("code")).isEqualTo(code);
    assertThat(error.getString("message")).isNotEmpty();
    assertThat(error.fieldNames()).containsExactly("message", "type", "param", "code");
  }

  @Test
  void remembersWhatItWasAsked() throws Exception {
    post(CHAT, "{\"model\":\"m\",\"messages\":[]}", "authorization", "Bearer k");

    DemoJournal.Seen seen = demo.journal().seen().get(0);
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.path()).isEqualTo("/v1/chat/completions");
    assertThat(seen.headers().get("Authorization")).isEqualTo("Bearer k");
    assertThat(seen.body().toString()).isEqualTo("{\"model\":\"m\",\"messages\":[]}");
    assertThat(demo.journal().requests()).isEqualTo(1);
    assertThat(demo.journal().open()).isZero();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body, headers);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(demo.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static JsonObject choice(JsonObject chunk) {
    return chunk.getJsonArray("choices").getJsonObject(0);
  }

  private static JsonObject delta(JsonObject chunk) {
    return choice(chunk).getJsonObject("delta");
  }

  private static JsonArray vector(JsonObject answer, int index) {
    return answer.getJsonArray("data").getJsonObject(index).getJsonArray("embedding");
  }
}
