package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.AccessLines;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.VersionedClient;
import com.plurence.gateway.testing.client.VersionedClient.Answer;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Budgets in money, and limits that nobody is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BudgetsTest {
  private static final String CHAT = "/v1/chat/completions";

  private final Map<HttpVersion, VersionedClient> clients = new EnumMap<>(HttpVersion.class);
  private GatewayUnderTest gateway;

  @BeforeAll
  void start() {
    gateway = start("limits: { project: { usd_per_month: 0.000001, usd_per_day: 0.000002 } }");
  }

  private static GatewayUnderTest start(String limits) {
    return GatewayUnderTest.with(
            """
            providers:
              demo: { kind: openai, base_url: "demo://demo", api_key: "k" }
              other: { kind: openai, base_url: "demo://other", api_key: "k" }
            models:
              dear: { targets: [ { provider: demo, model: dear } ] }
              free: { targets: [ { provider: demo, model: free } ] }
              cheap: { targets: [ { provider: demo, model: cheap } ] }
              mixed: { targets: [ { provider: demo, model: dear, priority: 1 }, { provider: other, model: free, priority: 2 } ] }
              unpriced: { targets: [ { provider: demo, model: unpriced } ] }
              partly: { targets: [ { provider: demo, model: unpriced, priority: 1 }, { provider: other, model: free, priority: 2 } ] }
            prices:
              dear: [ { input: 1000000, output: 1000000 } ]
              cheap: [ { input: 1, output: 1 } ]
              free: [ { input: 0, output: 0 } ]
            """,
            limits)
        .start();
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  /** Of two budgets that refuse the one with the longest wait is named: that of the month. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whatCostsMoreThanIsLeftIsRefusedAndNobodyIsShownTheBudget(HttpVersion version) {
    Answer answer = chat(version, "dear", Map.of());

    isRefused(answer, ErrorCode.BUDGET_PER_MONTH, "project");
    assertThat(Long.parseLong(answer.header("retry-after"))).isPositive();
    assertThat(answer.headers().toString()).doesNotContain("ratelimit");
  }

  @ParameterizedTest
  @CsvSource({
    "free, HTTP_1_1, demo/free", "free, HTTP_2, demo/free", "mixed, HTTP_1_1, other/free",
    "mixed, HTTP_2, other/free", "partly, HTTP_1_1, other/free", "partly, HTTP_2, other/free"
  })
  void whatCostsNothingIsThereOnAnEmptyBudget(String model, HttpVersion version, String target) {
    Answer answer = chat(version, model, Map.of());

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("x-plurence-target")).isEqualTo(target);
  }

  @Test
  void noDearerTargetStepsInForAFreeOneThatFails() {
    Answer answer =
        chat(HttpVersion.HTTP_1_1, "mixed", Map.of("x-demo-on", "other", "x-demo-status", "500"));

    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("x-plurence-target")).isEqualTo("other/free");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whatNobodyKnowsThePriceOfIsNotForThoseWithABudget(HttpVersion version) {
    Answer answer = chat(version, "unpriced", Map.of());

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains(ErrorCode.MODEL_WITHOUT_PRICE.id());
    assertThat(answer.header("x-should-retry")).isEqualTo("false");
  }

  @Test
  void limitsOfTheAccountAreNamedButNotShown() throws Exception {
    try (AccessLines lines = AccessLines.listen();
        GatewayUnderTest limited =
            start(
                "limits: { headers: true, account: { tokens_per_month: 60, usd_per_day: 0 },"
                    + " key: { rpm: 10 } }")) {
      VersionedClient client =
          VersionedClient.of(limited.outside(), limited.port(), HttpVersion.HTTP_2);

      Answer money = client.post(CHAT, GatewayUnderTest.chatBody("dear", false), Map.of());
      client.post(CHAT, GatewayUnderTest.chatBody("free", false), Map.of("x-demo-size", "400"));

      Answer tokens = client.post(CHAT, GatewayUnderTest.chatBody("free", false), Map.of());

      isRefused(money, ErrorCode.BUDGET_PER_DAY, "account");
      isRefused(tokens, ErrorCode.ACCOUNT_TOKENS_PER_MONTH, "account");
      assertThat(tokens.header("ratelimit-policy")).isEqualTo("\"key-rpm\";q=10;w=60");
      assertThat(tokens.header("ratelimit")).isEmpty();
      assertThat(tokens.header("x-ratelimit-remaining-requests")).isEqualTo("9");
      await()
          .untilAsserted(
              () ->
                  assertThat(lines.ofRequest(tokens.header("x-request-id")))
                      .get(InstanceOfAssertFactories.MAP)
                      .containsEntry("limit", "account")
                      .containsEntry("dimension", "tokens_per_month")
                      .containsEntry("model", "free"));
    }
  }

  @Test
  void whatAResponseHasCostIsNotThereForTheNext() {
    try (GatewayUnderTest limited = start("limits: { key: { usd_per_day: 0.001 } }")) {
      VersionedClient client =
          VersionedClient.of(limited.outside(), limited.port(), HttpVersion.HTTP_1_1);
      String told =
          """
          {"id":"c","object":"chat.completion","created":1,"model":"m",\
          "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"x"}}],\
          "usage":{"prompt_tokens":300,"completion_tokens":600,"total_tokens":900}}\
          """;
      String script = Base64.getEncoder().encodeToString(told.getBytes(StandardCharsets.UTF_8));
      String body = GatewayUnderTest.chatBody("cheap", false);

      Answer first = client.post(CHAT, body, Map.of("x-demo-body", script));
      Answer second = client.post(CHAT, body, Map.of());

      assertThat(first.status()).isEqualTo(200);
      isRefused(second, ErrorCode.BUDGET_PER_DAY, "API key");
    }
  }

  private static void isRefused(Answer answer, ErrorCode kind, String scope) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(429);
    assertThat(answer.text()).contains(kind.id(), kind.message().formatted(scope));
    assertThat(answer.header("x-plurence-target")).isEmpty();
  }

  private Answer chat(HttpVersion version, String model, Map<String, String> headers) {
    return clients
        .computeIfAbsent(version, v -> VersionedClient.of(gateway.outside(), gateway.port(), v))
        .post(CHAT, GatewayUnderTest.chatBody(model, false), headers);
  }
}
