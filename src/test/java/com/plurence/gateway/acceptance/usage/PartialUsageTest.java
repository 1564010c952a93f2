package com.plurence.gateway.acceptance.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.acceptance.dialects.ScriptedProvider;
import com.plurence.gateway.acceptance.dialects.ScriptedProvider.Reply;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient.Call;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What responses are found to have cost that broke, were left, failed, or tell nothing. */
final class PartialUsageTest {
  /** Nano-dollars: input costs 3 dollars for a million tokens, output 15. */
  private static final long INPUT = 3_000;

  private static final long OUTPUT = 15_000;

  private static final String ROLE = chunk("\"role\":\"assistant\"", "null");

  /** Ten bytes, of which the estimate makes four tokens. */
  private static final String TEN_BYTES = chunk("\"content\":\"0123456789\"", "null");

  private static final String STOP = chunk("", "\"stop\"");

  private static AccessLines access;
  private static Vertx vertx;
  private static ScriptedProvider provider;
  private static GatewayUnderTest gateway;

  @BeforeAll
  static void start() {
    access = AccessLines.listen();
    vertx = Vertx.vertx();
    provider = new ScriptedProvider(vertx);
    gateway =
        GatewayUnderTest.start(
            """
            limits: { estimate: { learn: false, tokens_per_byte: 0.33 } }
            prices: { flat: [ { input: 3, output: 15 } ] }
            upstream: { idle_timeout: 400ms, backoff: { base: 1ms, cap: 1ms }, breaker: off }
            providers:
              openai: { kind: openai, base_url: "http://127.0.0.1:%1$d/v1" }
              anthropic: { kind: anthropic, base_url: "http://127.0.0.1:%1$d/v1" }
              unpriced: { kind: openai, base_url: "http://127.0.0.1:%1$d/v1" }
            models:
              openai-*: { targets: [ { provider: openai, model: flat } ] }
              claude-*: { targets: [ { provider: anthropic, model: flat } ] }
              unpriced-*: { targets: [ { provider: unpriced, model: other } ] }
            """
                .formatted(provider.port()));
  }

  @AfterAll
  static void stop() {
    gateway.close();
    access.close();
    vertx.close();
  }

  private static String chunk(String delta, String finish) {
    return """
    data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m",\
    "choices":[{"index":0,"delta":{%s},"finish_reason":%s}]}

    """
        .formatted(delta, finish);
  }

  private static String anthropic(String type, String members) {
    return "event: %s\ndata: {\"type\":\"%s\",%s}\n\n".formatted(type, type, members);
  }

  /** What the gateway takes a small chat for: the bytes of its JSON by 0.33, rounded up. */
  private static long estimated(String model, boolean streamed) {
    return (GatewayUnderTest.chatBody(model, streamed).length() * 330L + 999) / 1000;
  }

  private static Map<String, String> lineOf(String model) {
    await().until(() -> !access.of(model).isEmpty());
    assertThat(access.of(model)).hasSize(1);
    return access.of(model).get(0);
  }

  private static void isEstimated(String model, boolean streamed, long output) {
    assertThat(lineOf(model))
        .containsEntry("cost_nano_usd", "" + (estimated(model, streamed) * INPUT + output * OUTPUT))
        .containsEntry("estimated", "true");
  }

  private static void isCounted(String model, long nanoUsd) {
    assertThat(lineOf(model))
        .containsEntry("cost_nano_usd", "" + nanoUsd)
        .doesNotContainKey("estimated");
  }

  private static String ended(HttpVersion version, String model, boolean streamed) {
    Call call = gateway.streams(version).chat(model, streamed, Map.of());
    await().until(call::ended);
    return call.text();
  }

  private static void left(HttpVersion version, String model, String after) {
    Call call = gateway.streams(version).chat(model, true, Map.of());
    await().until(() -> !provider.asked().isEmpty() && call.text().contains(after));
    call.leave();
    assertThat(lineOf(model)).containsEntry("status", "499");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aStreamThatBreaksIsEstimatedByWhatWasPassedOn(HttpVersion version) {
    provider.play(Reply.stream(ROLE, TEN_BYTES, TEN_BYTES));
    ended(version, "openai-cut-" + version, true);
    provider.play(Reply.stream(ROLE, TEN_BYTES).withoutEnd());
    ended(version, "openai-stalled-" + version, true);
    provider.play(Reply.stream(ROLE, TEN_BYTES, "data: {nonsense\n\n"));
    ended(version, "openai-broken-" + version, true);
    provider.play(Reply.stream(ROLE, TEN_BYTES, "data: {\"error\":{\"message\":\"no\"}}\n\n"));
    ended(version, "openai-error-" + version, true);

    isEstimated("openai-cut-" + version, true, 7);
    isEstimated("openai-stalled-" + version, true, 4);
    isEstimated("openai-broken-" + version, true, 4);
    isEstimated("openai-error-" + version, true, 4);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aClientThatLeavesPaysForWhatItMayHaveHad(HttpVersion version) {
    provider.play(Reply.stream().withoutEnd());
    left(version, "openai-no-head-" + version, "");
    provider.play(Reply.stream(ROLE).withoutEnd());
    left(version, "openai-no-token-" + version, "");
    provider.play(Reply.stream(ROLE, TEN_BYTES).withoutEnd());
    left(version, "openai-left-" + version, "0123456789");

    isEstimated("openai-no-head-" + version, true, 0);
    isEstimated("openai-no-token-" + version, true, 0);
    isEstimated("openai-left-" + version, true, 4);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void theInputIsKnownOfAProviderThatTellsItFirst(HttpVersion version) {
    provider.play(
        Reply.stream(
                anthropic(
                    "message_start",
                    "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\","
                        + "\"model\":\"m\",\"content\":[],\"stop_reason\":null,"
                        + "\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}"),
                anthropic(
                    "content_block_start",
                    "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"),
                anthropic(
                    "content_block_delta",
                    "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"0123456789\"}"))
            .withoutEnd());

    left(version, "claude-left-" + version, "0123456789");

    assertThat(lineOf("claude-left-" + version))
        .containsEntry("cost_nano_usd", "" + (1000 * INPUT + 4 * OUTPUT))
        .containsEntry("estimated", "true");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void absenceIsEstimatedAndAnExplicitNothingIsNot(HttpVersion version) {
    String whole =
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":["
            + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"0123456789\"},"
            + "\"finish_reason\":\"stop\"}]%s}";
    provider.play(Reply.json(200, whole.formatted("")));
    ended(version, "openai-silent-" + version, false);
    provider.play(Reply.stream(ROLE, TEN_BYTES, STOP, "data: [DONE]\n\n"));
    ended(version, "openai-silent-stream-" + version, true);
    provider.play(
        Reply.json(
            200,
            whole.formatted(
                ",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}")));
    ended(version, "openai-nothing-" + version, false);

    isEstimated("openai-silent-" + version, false, 4);
    isEstimated("openai-silent-stream-" + version, true, 4);
    isCounted("openai-nothing-" + version, 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void everyAttemptThatWasBilledIsPaidAndARefusalIsNot(HttpVersion version) {
    Reply good =
        Reply.json(
            200,
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
                + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hi\"},"
                + "\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}");
    provider.play(
        Reply.json(
            200,
            "{\"object\":\"chat.completion\","
                + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":7}}"),
        good);
    ended(version, "openai-twice-" + version, false);
    provider.play(Reply.json(500, "{\"error\":{\"message\":\"no\"}}"), good);
    ended(version, "openai-refused-first-" + version, false);
    provider.play(Reply.json(400, "{\"error\":{\"message\":\"no\"}}"));
    ended(version, "openai-refused-" + version, false);
    provider.play(good);
    ended(version, "unpriced-" + version, false);

    isCounted("openai-twice-" + version, 200 * INPUT + 17 * OUTPUT);
    isCounted("openai-refused-first-" + version, 100 * INPUT + 10 * OUTPUT);
    isCounted("openai-refused-" + version, 0);
    assertThat(lineOf("unpriced-" + version))
        .containsEntry("input_tokens", "100")
        .doesNotContainKey("cost_nano_usd");
  }
}
