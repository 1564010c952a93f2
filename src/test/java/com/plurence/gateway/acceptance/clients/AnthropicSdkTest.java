package com.plurence.gateway.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway as the official SDK of Anthropic for Java sees it. */
final class AnthropicSdkTest {
  private static GatewayUnderTest gateway;
  private static AnthropicClient client;

  @BeforeAll
  static void start() {
    gateway =
        GatewayUnderTest.start(
            """
            providers:
              a: { kind: anthropic, base_url: "demo://demo", api_key: k }
            models:
              c: { targets: [ { provider: a, model: c } ] }
              c1: { targets: [ { provider: a, model: c1 } ] }
              c2: { targets: [ { provider: a, model: c2 } ] }
              c3: { targets: [ { provider: a, model: c3 } ] }
            """);
    client = client(GatewayUnderTest.KEY);
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void aMessageIsAnswered() {
    Message message = client.messages().create(message("c").build());

    assertThat(message.validate().content().get(0).asText().text()).contains("You said: Hi");
    assertThat(message.usage().outputTokens()).isPositive();
  }

  @Test
  void aMessageIsStreamed() {
    MessageAccumulator whole = MessageAccumulator.create();
    MessageCreateParams message = message("c").putAdditionalHeader("x-demo-chunks", "5").build();

    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(message)) {
      stream.stream().forEach(whole::accumulate);
    }

    assertThat(whole.message().content().get(0).asText().text()).isEqualTo("1 2 3 4 5 ");
    assertThat(whole.message().stopReason()).isPresent();
  }

  @Test
  void tokensAreCounted() {
    MessageCountTokensParams counted =
        MessageCountTokensParams.builder().model("c").addUserMessage("Hi").build();

    assertThat(client.messages().countTokens(counted).inputTokens()).isPositive();
  }

  @Test
  void aBadRequestNamesTheFieldAndTheRequest() {
    BadRequestException failure =
        refused(BadRequestException.class, client, message("c").maxTokens(-1).build());

    isReadable(failure, ErrorCode.VALIDATION_FAILED, "invalid_request_error");
    assertThat(failure.apiMessage().orElseThrow()).contains("max_tokens");
  }

  @Test
  void aWrongKeyIsReadable() {
    AnthropicClient stranger = client("plr_test_wrong");

    isReadable(
        refused(UnauthorizedException.class, stranger, message("c").build()),
        ErrorCode.KEY_INVALID,
        "authentication_error");
    stranger.close();
  }

  @Test
  void anUnknownModelIsReadable() {
    isReadable(
        refused(NotFoundException.class, client, message("no-such-model").build()),
        ErrorCode.MODEL_NOT_FOUND,
        "not_found_error");
  }

  @Test
  void whatTheProviderSaysOfItsStateIsReadable() {
    isReadable(
        refused(
            RateLimitException.class,
            client,
            message("c1").putAdditionalHeader("x-demo-status", "429").build()),
        ErrorCode.PROVIDER_RATE_LIMITED,
        "rate_limit_error");
    isReadable(
        refused(
            InternalServerException.class,
            client,
            message("c2").putAdditionalHeader("x-demo-status", "529").build()),
        ErrorCode.UPSTREAM_OVERLOADED,
        "overloaded_error");
  }

  @Test
  void aStreamThatFailsMidwayIsReadableAfterWhatCameBefore() {
    List<RawMessageStreamEvent> events = new ArrayList<>();
    MessageCreateParams message =
        message("c3")
            .putAdditionalHeader("x-demo-chunks", "5")
            .putAdditionalHeader("x-demo-fault", "error-event")
            .putAdditionalHeader("x-demo-fault-after", "2")
            .build();

    SseException failure;
    try (StreamResponse<RawMessageStreamEvent> stream =
        client.messages().createStreaming(message)) {
      failure =
          catchThrowableOfType(SseException.class, () -> stream.stream().forEach(events::add));
    }

    assertThat(events).anyMatch(RawMessageStreamEvent::isContentBlockDelta);
    assertThat(events).noneMatch(RawMessageStreamEvent::isMessageStop);
    assertThat(failure)
        .hasMessageContaining("The model provider reported an error during the stream");
    assertThat(failure.requestId()).isPresent();
  }

  private static <E extends AnthropicServiceException> E refused(
      Class<E> type, AnthropicClient client, MessageCreateParams message) {
    return catchThrowableOfType(type, () -> client.messages().create(message));
  }

  private static void isReadable(AnthropicServiceException failure, ErrorCode code, String type) {
    assertThat(failure.statusCode()).isEqualTo(code.status());
    assertThat(failure.type().orElseThrow().asString()).isEqualTo(type);
    assertThat(failure.errorCode()).hasValue(code.id());
    assertThat(failure.apiMessage().orElseThrow()).startsWith(code.toException().clientMessage());
    assertThat(failure.requestId())
        .isEqualTo(failure.headers().values("x-request-id").stream().findFirst());
    assertThat(failure.requestId()).isPresent();
  }

  private static MessageCreateParams.Builder message(String model) {
    return MessageCreateParams.builder().model(model).maxTokens(99).addUserMessage("Hi");
  }

  private static AnthropicClient client(String key) {
    return AnthropicOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + gateway.port())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }
}
