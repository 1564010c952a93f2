package com.plurence.gateway.acceptance.dialects;

import static com.plurence.gateway.testing.Outcome.until;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.RecordedLog;
import com.plurence.gateway.testing.client.VersionedClient;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose targets speak several dialects: who is asked, and who answers when one fails. */
final class TranslatedRoutesTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String CLAUDE_SAYS =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"c","content":[{"type":"text",
      "text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,
      "usage":{"input_tokens":5,"output_tokens":2}}
      """;
  private static final String GPT_SAYS =
      """
      {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"g","choices":[{"index":0,
      "message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}]}
      """;

  private static GatewayUnderTest gateway;
  private static ScriptedProvider claude;
  private static ScriptedProvider gpt;
  private static Map<HttpVersion, VersionedClient> clients;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.start();
    claude = new ScriptedProvider(gateway.outside());
    gpt = new ScriptedProvider(gateway.outside());
    clients =
        Map.of(
            HttpVersion.HTTP_1_1,
            VersionedClient.of(gateway.outside(), gateway.port(), HttpVersion.HTTP_1_1),
            HttpVersion.HTTP_2,
            VersionedClient.of(gateway.outside(), gateway.port(), HttpVersion.HTTP_2));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  /** A new provider each time: what is known of one case's targets is of no other. */
  @BeforeEach
  void play() throws Exception {
    claude.play(Reply.json(200, CLAUDE_SAYS));
    gpt.play(Reply.json(200, GPT_SAYS));
    String now = "k" + System.nanoTime();
    gateway
        .gateway()
        .reconfigure(
            gateway.config(
                """
                providers:
                  claude: { kind: anthropic, base_url: "http://127.0.0.1:%d/v1", api_key: %s }
                  gpt:    { kind: openai, base_url: "http://127.0.0.1:%d/v1", api_key: %s }
                models:
                  both:  { targets: [ { provider: claude }, { provider: gpt, priority: 2 } ] }
                  alone: { targets: [ { provider: claude } ] }
                """
                    .formatted(claude.port(), now, gpt.port(), now)));
    until(
        () ->
            gateway.gateway().targets().stream()
                .anyMatch(state -> state.target().provider().apiKey().reveal().equals(now)));
  }

  private static VersionedClient.Answer chat(HttpVersion version, String model, String more) {
    return Objects.requireNonNull(clients.get(version))
        .post(
            CHAT,
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]%s}"
                .formatted(model, more),
            Map.of());
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void aTargetThatCantTakeARequestIsPassedOverWithoutAMark(HttpVersion version) {
    VersionedClient.Answer answer = chat(version, "both", ",\"n\":3");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-plurence-target")).isEqualTo("gpt/both");
    assertThat(answer.header("x-plurence-attempts")).isEqualTo("1");
    assertThat(answer.headers().contains("x-plurence-dropped")).isFalse();
    assertThat(claude.asked()).isEmpty();
    assertThat(chat(version, "both", "").header("x-plurence-target")).isEqualTo("claude/both");
  }

  @Test
  void whereNoneIsLeftTheProblemsOfTheFirstAreToldAtOnce() {
    VersionedClient.Answer answer =
        chat(HttpVersion.HTTP_2, "alone", ",\"n\":3,\"logprobs\":true,\"seed\":1");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("x-should-retry")).isEqualTo("false");
    JsonObject error = new JsonObject(answer.body());
    assertThat(error.getString("error_id")).isEqualTo(ErrorCode.UNTRANSLATABLE.id());
    assertThat(error.getString("message"))
        .startsWith("The request cannot be expressed for this model's provider: ")
        .endsWith(" and 1 more");
    assertThat(error.getJsonArray("details")).hasSize(2);
    assertThat(claude.asked()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = HttpVersion.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void anotherDialectAnswersWhenATargetFails(HttpVersion version) {
    claude.play(
        Reply.json(
            529,
            "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"b\"}}"));

    VersionedClient.Answer answer = chat(version, "both", ",\"seed\":1");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("chatcmpl-1");
    assertThat(answer.headers().contains("x-plurence-dropped")).isFalse();
    assertThat(new JsonObject(gpt.asked().get(0).body()).getInteger("seed")).isOne();
    assertThat(new JsonObject(claude.asked().get(0).body()).containsKey("seed")).isFalse();
  }

  @Test
  void whatIsDroppedIsNamedByTheTargetThatAnswers() {
    VersionedClient.Answer answer = chat(HttpVersion.HTTP_1_1, "both", ",\"seed\":1");

    assertThat(answer.header("x-plurence-target")).isEqualTo("claude/both");
    assertThat(answer.header("x-plurence-dropped")).isEqualTo("seed");
  }

  @Test
  void whatIsNoAnswerOfItsDialectIsAskedForAgain() {
    claude.play(Reply.json(200, "{\"hello\":1}"), Reply.json(200, CLAUDE_SAYS));

    VersionedClient.Answer answer = chat(HttpVersion.HTTP_2, "alone", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-plurence-attempts")).isEqualTo("2");
    assertThat(new JsonObject(answer.body()).getJsonArray("choices")).hasSize(1);
  }

  @Test
  void aDocumentInPlaceOfAStreamIsToldInTheClientsEvents() {
    VersionedClient.Answer answer = chat(HttpVersion.HTTP_2, "alone", ",\"stream\":true");

    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.text()).contains("\"content\":\"Hello\"").endsWith("data: [DONE]\n\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {300_000, 900_000})
  void aLargeRequestAndItsLargeResponseAreTranslated(int size) {
    String much = "x".repeat(size);
    claude.play(Reply.json(200, CLAUDE_SAYS.replace("Hello", much)));

    VersionedClient.Answer answer =
        chat(HttpVersion.HTTP_2, "alone", ",\"metadata\":{\"a\":\"%s\"}".formatted(much));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().length()).isGreaterThan(size);
    assertThat(answer.header("x-plurence-dropped")).isEqualTo("metadata");
  }

  /** Its tokens were made, and cost money. */
  @Test
  void usageOfAStreamThatBrokeIsRecorded() {
    claude.play(
        Reply.stream(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant",\
            "model":"c","content":[],"usage":{"input_tokens":41,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":17}}

            """));

    List<String> lines;
    try (RecordedLog log = RecordedLog.of("access")) {
      VersionedClient.Answer answer = chat(HttpVersion.HTTP_1_1, "alone", ",\"stream\":true");
      assertThat(answer.text())
          .contains("Hel")
          .contains("event: error")
          .doesNotContain("[DONE]")
          .doesNotContain("\"finish_reason\":\"");
      until(() -> !log.lines().isEmpty());
      lines = log.lines();
    }
    assertThat(lines.get(0)).contains("input_tokens=\"41\"", "output_tokens=\"17\"");
  }
}
