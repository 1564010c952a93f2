package com.plurence.gateway.acceptance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The gateway as the official SDK of OpenAI for Java sees it. */
final class OpenAiSdkTest {
  private static GatewayUnderTest gateway;
  private static OpenAIClient client;

  @BeforeAll
  static void start() {
    gateway = GatewayUnderTest.startWithDemoModels();
    client = client(GatewayUnderTest.KEY);
  }

  @AfterAll
  static void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void aChatIsCompleted() {
    ChatCompletion chat = client.chat().completions().create(chat("m").build());

    assertThat(chat.choices().get(0).message().content().orElseThrow()).isNotBlank();
    assertThat(chat.usage()).isPresent();
  }

  @Test
  void aChatIsStreamed() {
    List<String> pieces = new ArrayList<>();
    ChatCompletionCreateParams chat = chat("m").putAdditionalHeader("x-demo-chunks", "5").build();

    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat)) {
      stream.stream().forEach(chunk -> pieces.add(content(chunk)));
    }

    assertThat(String.join("", pieces)).isEqualTo("1 2 3 4 5 ");
  }

  @Test
  void modelsAreListed() {
    assertThat(client.models().list().data()).extracting(model -> model.id()).contains("m", "m1");
    assertThat(client.models().retrieve("m").id()).isEqualTo("m");
  }

  @Test
  void textIsEmbedded() {
    CreateEmbeddingResponse answer =
        client.embeddings().create(EmbeddingCreateParams.builder().model("m").input("Hi").build());

    assertThat(answer.data().get(0).embedding()).isNotEmpty();
  }

  @Test
  void aBadRequestNamesTheFieldAndTheRequest() {
    BadRequestException failure =
        refused(BadRequestException.class, client, chat("m").temperature(9.0).build());

    isReadable(failure, ErrorCode.VALIDATION_FAILED, "temperature");
    assertThat(failure.param()).hasValue("temperature");
  }

  @Test
  void aWrongKeyIsReadable() {
    OpenAIClient stranger = client("plr_test_wrong");

    UnauthorizedException failure =
        refused(UnauthorizedException.class, stranger, chat("m").build());

    isReadable(failure, ErrorCode.KEY_INVALID, "API key is invalid");
    stranger.close();
  }

  @Test
  void anUnknownModelIsReadable() {
    NotFoundException failure =
        refused(NotFoundException.class, client, chat("no-such-model").build());

    isReadable(failure, ErrorCode.MODEL_NOT_FOUND, "Model not found");
  }

  @Test
  void aRateLimitIsReadable() {
    RateLimitException failure =
        refused(
            RateLimitException.class,
            client,
            chat("m1").putAdditionalHeader("x-demo-status", "429").build());

    isReadable(failure, ErrorCode.PROVIDER_RATE_LIMITED, "rate limit");
  }

  @Test
  void aFailureOfTheProviderIsReadable() {
    InternalServerException failure =
        refused(
            InternalServerException.class,
            client,
            chat("m2").putAdditionalHeader("x-demo-status", "500").build());

    isReadable(failure, ErrorCode.UPSTREAM_ERROR, "The model provider failed");
  }

  @Test
  void aStreamThatFailsMidwayIsReadableAfterWhatCameBefore() {
    List<String> pieces = new ArrayList<>();
    ChatCompletionCreateParams chat =
        chat("m3")
            .putAdditionalHeader("x-demo-chunks", "5")
            .putAdditionalHeader("x-demo-fault", "error-event")
            .putAdditionalHeader("x-demo-fault-after", "2")
            .build();

    SseException failure;
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(chat)) {
      failure =
          catchThrowableOfType(
              SseException.class,
              () -> stream.stream().forEach(chunk -> pieces.add(content(chunk))));
    }

    assertThat(pieces).contains("1 ", "2 ");
    assertThat(failure)
        .hasMessageContaining("The model provider reported an error during the stream");
    assertThat(failure.headers().values("x-request-id")).hasSize(1);
  }

  private static <E extends OpenAIServiceException> E refused(
      Class<E> type, OpenAIClient client, ChatCompletionCreateParams chat) {
    return catchThrowableOfType(type, () -> client.chat().completions().create(chat));
  }

  private static void isReadable(OpenAIServiceException failure, ErrorCode code, String text) {
    assertThat(failure.statusCode()).isEqualTo(code.status());
    assertThat(failure).hasMessageContaining(text);
    assertThat(failure.code()).hasValue(code.messageCode().name());
    assertThat(failure.headers().values("x-request-id")).hasSize(1);
    assertThat(inner(failure, "error_id")).isEqualTo(code.id());
    assertThat(failure.headers().values("x-request-id"))
        .containsExactly(inner(failure, "request_id"));
  }

  /** A member of the object {@code error}, which is as far as users of the SDK get. */
  private static String inner(OpenAIServiceException failure, String member) {
    Map<?, ?> error = failure.body().convert(Map.class);
    return String.valueOf(error.get(member));
  }

  private static String content(ChatCompletionChunk chunk) {
    return chunk.choices().isEmpty() ? "" : chunk.choices().get(0).delta().content().orElse("");
  }

  private static ChatCompletionCreateParams.Builder chat(String model) {
    return ChatCompletionCreateParams.builder().model(model).addUserMessage("Hi");
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }
}
