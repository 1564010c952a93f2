package com.plurence.gateway.acceptance.audit;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Bodies are kept of projects that want it, without secrets, and of no other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BodiesTest {
  private static final String SECRET = "sk-canary0123456789abcdefXYZ";
  private static final String SILENT = "whisper4711canary";

  @TempDir private static Path directory;
  private GatewayUnderTest gateway;
  private ApiClient owner;
  private ApiClient apps;

  @BeforeAll
  void start() {
    gateway =
        GatewayUnderTest.startWithDemoModels(
            "store: { url: \"h2:%s\" }".formatted(directory.resolve("store")),
            "audit: { body: 4KiB, redact: [secrets, card, { name: staff, pattern: 'E[0-9]{6}' }]"
                + " }");
    ApiClient anyone = ApiClient.of(gateway.outside(), gateway.port("management"));
    owner = anyone.with(anyone.signUp("owner@example.com").json().getString("access_token"));
    apps = anyone.at(gateway.port());
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void bothBodiesAreKeptWithoutWhatIsToBeReplaced() {
    String key = keyOf(project("full"));

    JsonObject event =
        event(chat(key, false, "staff E123456, card 4111 1111 1111 1111, not 4111 1111 1111 1112"));

    assertThat(event.getBoolean("bodies")).isTrue();
    assertThat(event.getBoolean("truncated")).isFalse();
    assertThat(event.getString("request_body"))
        .contains("staff [staff], card [card], not 4111 1111 1111 1112");
    assertThat(new JsonObject(event.getString("response_body")).getString("object"))
        .isEqualTo("chat.completion");
  }

  @Test
  void aStreamIsKeptAsItsBytesAndALongBodyIsCut() {
    String key = keyOf(project("full"));

    JsonObject stream = event(chat(key, true, "hello"));
    JsonObject cut = event(chat(key, false, "long ".repeat(2_000)));

    assertThat(stream.getString("response_body")).startsWith("data: ").contains("[DONE]");
    assertThat(cut.getBoolean("truncated")).isTrue();
    assertThat(cut.getString("request_body")).hasSize(4_096);
  }

  @Test
  void readingThemIsAnEvent() {
    Reply response = chat(keyOf(project("full")), false, "hello");
    event(response);

    await()
        .untilAsserted(
            () ->
                assertThat(events("kind=admin&action=GET%20/v1/audit/:requestId"))
                    .anySatisfy(
                        read ->
                            assertThat(read.getJsonObject("changes").getJsonObject("request_id"))
                                .contains(Map.entry("new", id(response)))));
  }

  @Test
  void nothingSecretIsOnTheDisk() throws IOException {
    String full = keyOf(project("full"));
    String silent = keyOf(project("zero_retention"));
    chat(silent, false, SILENT);
    chat(silent, true, SILENT);

    JsonObject event = event(chat(full, false, "my key is " + SECRET + " and that is that"));

    assertThat(event.getString("request_body")).contains("my key is [secrets] and that is that");
    assertThat(filesWith(SECRET)).isEmpty();
    assertThat(filesWith(SILENT)).isEmpty();
    assertThat(filesWith("owner@example.com")).isNotEmpty();
  }

  private static List<Path> filesWith(String text) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String project(String tier) {
    return owner
        .post(
            "/v1/projects",
            new JsonObject().put("name", tier + " " + UUID.randomUUID()).put("audit_tier", tier))
        .json()
        .getString("id");
  }

  private String keyOf(String project) {
    return owner
        .post("/v1/projects/" + project + "/api-keys", new JsonObject().put("name", "ci"))
        .json()
        .getString("key");
  }

  private Reply chat(String key, boolean streamed, String prompt) {
    JsonObject message = new JsonObject().put("role", "user").put("content", prompt);
    JsonObject body =
        new JsonObject()
            .put("model", "m")
            .put("stream", streamed)
            .put("messages", new JsonArray().add(message));
    Reply response =
        done(
            ApiClient.send(
                apps.request(HttpMethod.POST, "/v1/chat/completions").putHeader("x-api-key", key),
                body));
    assertThat(response.status()).isEqualTo(200);
    return response;
  }

  private static String id(Reply response) {
    return response.header("x-request-id").orElseThrow();
  }

  private JsonObject event(Reply response) {
    String path = "/v1/audit/" + id(response);
    await()
        .until(
            () -> {
              Reply found = owner.get(path);
              return found.status() == 200 && found.json().getString("request_body") != null;
            });
    return owner.get(path).json();
  }

  private List<JsonObject> events(String query) {
    return owner.get("/v1/audit?limit=100&" + query).array().stream()
        .map(JsonObject.class::cast)
        .toList();
  }
}
