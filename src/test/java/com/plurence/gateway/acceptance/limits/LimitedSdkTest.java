package com.plurence.gateway.acceptance.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.RateLimitException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.StreamClient;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The official SDK of OpenAI for Java meets limits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitedSdkTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private GatewayUnderTest gateway;
  private OpenAIClient client;

  @BeforeAll
  void start() {
    gateway =
        GatewayUnderTest.startWithDemoModels(
            "limits: { models: { m1: { concurrency: 1 }, m2: { rpd: 0 } } }");
    client =
        OpenAIOkHttpClient.builder()
            .baseUrl(gateway.url() + "/v1")
            .apiKey(GatewayUnderTest.KEY)
            .maxRetries(8)
            .build();
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void itComesBackWhenItIsToldTo() {
    StreamClient.Call busy =
        gateway
            .streams(HttpVersion.HTTP_1_1)
            .chat("m1", true, Map.of("x-demo-chunks", "50", "x-demo-lockstep", "busy"));
    await("busy").atMost(PATIENCE).until(() -> busy.hasHead() && busy.length() > 0);
    CompletableFuture<ChatCompletion> chat = CompletableFuture.supplyAsync(() -> ask("m1"));
    await("refused").atMost(PATIENCE).until(() -> refused("concurrency") >= 1);

    busy.leave();

    await("answered").atMost(PATIENCE).until(chat::isDone);
    assertThat(chat.join().choices()).isNotEmpty();
  }

  @Test
  void itDoesNotWaitForTomorrow() {
    RateLimitException refused = catchThrowableOfType(RateLimitException.class, () -> ask("m2"));

    assertThat(refused.body().toString()).contains(ErrorCode.LIMIT_RPD.id());
    assertThat(refused.headers().values("x-should-retry")).containsExactly("false");
    assertThat(refused("rpd")).isEqualTo(1);
  }

  private ChatCompletion ask(String model) {
    return client
        .chat()
        .completions()
        .create(ChatCompletionCreateParams.builder().model(model).addUserMessage("Hi").build());
  }

  private double refused(String dimension) {
    return gateway.metric(
        "plurence_limits_decisions_total{decision=\"refused\",dimension=\"%s\""
            .formatted(dimension));
  }
}
